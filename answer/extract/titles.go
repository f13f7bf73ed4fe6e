package extract

import "slices"

// titleShare is how much of the likeliest finding's mass another must have to be preferred for being in the catalogue.
const titleShare = 0.5

// preferTitles settles where a name ends by the catalogue: of two findings that overlap at the same place and are about as likely, the
// one that is a title is one thing, and comes first.
func (x *reading) preferTitles(list []finding) {
	if x.cfg.Titles == nil || len(list) < 2 || x.isTitle(list[0]) || !x.set.Candidates[list[0].candidates[0]].Type.IsName() {
		return
	}
	for i := 1; i < min(len(list), 5); i++ {
		if list[i].mass < titleShare*list[0].mass {
			return
		}
		if x.overlap(list[0].candidates[0], list[i].candidates[0]) && x.isTitle(list[i]) {
			f := list[i]
			copy(list[1:i+1], list[:i])
			list[0] = f
			return
		}
	}
}

// isTitle reports whether the catalogue holds a finding's text.
func (x *reading) isTitle(f finding) bool {
	return slices.ContainsFunc(f.candidates[:1], func(i int) bool { return x.cfg.Titles.Contains(x.text(i)) })
}

// text is a candidate's text as it is given to people.
func (x *reading) text(i int) string {
	c := &x.set.Candidates[i]
	d := &x.set.Docs[c.Passage]
	from, to, _ := d.Bytes(int(c.Start), int(c.End))
	return clean(d.Source(int(c.Start))[from:to])
}
