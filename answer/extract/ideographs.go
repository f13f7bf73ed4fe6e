package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
)

// Chinese is written without spaces: where a name begins and ends is told by the characters beside it. These are the ones that do so most
// often, by their office and not by any text.
const (
	// surnames are the family names that most people have (the first hundred of the census of 2020), and the commonest of two characters.
	surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤鲁屈老庄慕欧司诸"
	// before stand before a name: who or what it is, or by whom.
	before = "家由是人帝王生师者员手长将臣士父母妻夫子女儿兄弟为及与和叫给"
	// after stand after a name: what was done, or what follows.
	after = "创写著作编导演发建是在于的、，。与和及设等主所执饰《（("
	// places end the names of places, and whereBefore stand before one.
	places      = "市省县国州区城镇村岛山河江湖洋海京港洲"
	whereBefore = "于在到往自"
	// units follow a number and belong to it.
	units = "米千公里人年月日座个岁万亿元吨斤层平方"
)

// ideographs is what speaks for a candidate in a script without spaces, in units of the model's score, by what is asked for.
func (x *reading) ideographs(c *features.Candidate) float32 {
	d := &x.set.Docs[c.Passage]
	source := d.Source(int(c.Start))
	from, to, title := d.Bytes(int(c.Start), int(c.End))
	body := source[from:to]
	prev, _ := utf8.DecodeLastRuneInString(source[:from])
	next, _ := utf8.DecodeRuneInString(source[to:])
	first, _ := utf8.DecodeRuneInString(body)
	last, _ := utf8.DecodeLastRuneInString(body)
	n := utf8.RuneCountInString(body)
	has := strings.ContainsRune
	score := float32(0)
	if strings.ContainsAny(body, "，。、；：？！《》") || title {
		score -= misfit
	}
	asked := 0
	for i := c.Start; i < c.End; i++ {
		if d.Matches(int(i)) {
			asked++
		}
	}
	if asked*2 > n { // what the question says already is not the answer
		score -= 4
	}
	switch x.set.Q.Form {
	case question.Who, question.Whose:
		switch {
		case x.set.HasNumber(c), !strings.Contains(body, "·") && (n < 2 || n > 4):
			return score - misfit
		case has(surnames, first) && n <= 3 || strings.Contains(body, "·"):
			score += 2
		default:
			score -= 2
		}
		if strings.ContainsAny(body[len(string(first)):], "的是在于作写创") {
			score -= 3
		}
		if has(before, prev) || from == 0 {
			score++
		}
		if has(after, next) || to == len(source) {
			score += 2.5
		}
		if slices.Contains(x.titles, c.Norm) {
			score += 2
		}
	case question.Where:
		if x.set.HasNumber(c) || has(whereBefore, first) || n > 8 || n < 2 {
			return score - misfit
		}
		if has(whereBefore, prev) {
			score += 3
		}
		if strings.ContainsAny(body, "的是为在于") {
			score -= 2
		}
		if has(after, next) || to == len(source) {
			score += 1.5
		}
		if has(places, last) {
			score++
		}
	case question.When:
		if !x.set.HasNumber(c) || !has("年月日纪代", last) {
			return score - misfit
		}
		score += x.wholeFigure(c, "年月日", next, n)
	case question.HowMany, question.HowMuch, question.HowFar, question.HowLong:
		if !x.set.HasNumber(c) || !has(units, last) || n > 12 {
			return score - misfit
		}
		score += x.wholeFigure(c, units, next, n)
	}
	return score
}

// cutFigure reports a number that a character follows which belongs to it.
func (x *reading) cutFigure(c *features.Candidate) bool {
	d := &x.set.Docs[c.Passage]
	_, to, _ := d.Bytes(int(c.Start), int(c.End))
	next, _ := utf8.DecodeRuneInString(d.Source(int(c.Start))[to:])
	return strings.ContainsRune(units, next)
}

// wholeFigure is for a candidate that is nothing but figures and what belongs to them, to the last character of it.
func (x *reading) wholeFigure(c *features.Candidate, belongs string, next rune, n int) float32 {
	d := &x.set.Docs[c.Passage]
	from, to, _ := d.Bytes(int(c.Start), int(c.End))
	for _, r := range d.Source(int(c.Start))[from:to] {
		if !strings.ContainsRune(belongs, r) && (r < '0' || r > '9') && r != ',' && r != '.' {
			return -2
		}
	}
	if strings.ContainsRune(belongs, next) || next >= '0' && next <= '9' {
		return 1
	}
	return 4 + float32(min(n, 10))/10
}
