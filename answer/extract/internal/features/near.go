package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// decay is what is left of nearness after going over token i: less where a clause may end.
func (d *Doc) decay(i int) float32 {
	t := &d.Tokens[i]
	switch t.Class {
	case text.Comma:
		return 0.6
	case text.Stop:
		return 0.45
	case text.Dash, text.Open, text.Close:
		return 0.7
	case text.Closed:
		if t.Closed == closedAnd {
			return 0.75
		}
		return 0.86
	}
	return 0.82
}

// sums works out how near each token is to matches on either side, within its sentence.
func (d *Doc) sums(s *Set) {
	n := len(d.Tokens)
	d.left, d.right, d.leftE, d.rightE = resize(d.left, n), resize(d.right, n), resize(d.leftE, n), resize(d.rightE, n)
	d.softL, d.softR = resize(d.softL, n), resize(d.softR, n)
	d.near, d.nearR = resize(d.near, n), resize(d.nearR, n)
	d.nearE, d.nearER = resize(d.nearE, n), resize(d.nearER, n)
	for _, st := range d.Sentences {
		var r, e, f float32
		last, lastE := int32(-1), int32(-1)
		for i := st.Start; i < st.End; i++ {
			k := d.decay(i)
			r, e, f = r*k, e*k, f*k
			rel, ent := d.strength(s, i)
			r, e, f = r+rel, e+ent, f+d.soft[i]
			d.left[i], d.leftE[i], d.softL[i] = r, e, f
			if rel > 0 {
				last = int32(i)
			}
			if ent > 0 {
				lastE = int32(i)
			}
			d.near[i], d.nearE[i] = last, lastE
		}
		r, e, f = 0, 0, 0
		last, lastE = -1, -1
		for i := st.End - 1; i >= st.Start; i-- {
			k := d.decay(i)
			r, e, f = r*k, e*k, f*k
			rel, ent := d.strength(s, i)
			r, e, f = r+rel, e+ent, f+d.soft[i]
			d.right[i], d.rightE[i], d.softR[i] = r, e, f
			if rel > 0 {
				last = int32(i)
			}
			if ent > 0 {
				lastE = int32(i)
			}
			d.nearR[i], d.nearER[i] = last, lastE
		}
	}
}
