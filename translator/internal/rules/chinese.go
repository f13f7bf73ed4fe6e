package rules

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

const (
	zhAnd   = `(?:和|与|跟|及|以及)`
	zhOr    = `(?:还是|或者|或)`
	zhWhich = `(?:谁|哪一个|哪个|哪一部|哪部|哪一位|哪位|哪家|哪座|哪条|哪本|哪首|哪所|哪一家|哪一座)`
	zhA     = `(?P<a>.+?)`
	zhB     = `(?P<b>.+?)`
	zhComma = `[，,、：: ]*`
)

// chineseComparisons are questions over two things; $x is one of them.
var chineseComparisons = func() []languageRow {
	var rows []languageRow
	both := func(rest, leaf string) { // A和B谁…; 谁…，A还是B; A还是B谁…
		rows = append(rows,
			row(zhA+`(?:`+zhAnd+`|`+zhOr+`)`+zhB+`(?:相比|之间|之中|两人|两者)?`+zhComma+zhWhich+rest, leaf),
			row(zhWhich+rest+zhComma+zhA+zhOr+zhB, leaf))
	}
	both(`(?:电影|影片|书|歌|歌曲|片子)?(?:的)?(?:上映|首映)(?:得|时间)?(?:更|比较|最)?(?:早|晚|先|后)`, "$x何时上映")
	both(`(?:电影|影片)?(?:更|较|最)?(?:先|早|晚|后)(?:上映|首映)(?:的)?`, "$x何时上映")
	both(`(?:公司|大学|学校|乐队|组织|球队|俱乐部)?(?:成立|创立|创办|建立|创建)(?:得|时间)?(?:更|比较|最)?(?:早|晚)`, "$x何时成立")
	both(`(?:公司|大学|学校|乐队|组织|球队|俱乐部)?(?:更|较|最)?(?:先|早|晚|后)(?:成立|创立|创办|建立|创建)(?:的)?`, "$x何时成立")
	both(`(?:出生|生)(?:得|时间)?(?:更|比较|最)?(?:早|晚)`, "$x何时出生")
	both(`(?:更|较|最)?(?:先|早|晚|后)出生(?:的)?`, "$x何时出生")
	both(`(?:去世|逝世|死)(?:得|时间)?(?:更|比较|最)?(?:早|晚)`, "$x何时去世")
	both(`(?:更|较|最)?(?:先|早|晚|后)(?:去世|逝世)(?:的)?`, "$x何时去世")
	both(`(?:的)?(?:年龄|年纪|岁数)?(?:更|比较|最)?(?:年长|年轻|老)(?:一些|一点)?`, "$x何时出生")
	both(`(?:的)?(?:年龄|年纪|岁数)(?:更|比较|最)?(?:大|小)(?:一些|一点)?`, "$x何时出生")
	both(`(?:城市|国家|公司|省|山|河)?(?:的)?(?P<n>人口|面积|员工|收入|市值|海拔|长度|高度|速度|价格|身高|体重)(?:更|比较|最)?(?:多|少|大|小|高|低|长|短|快|慢|贵|重)`, "$x的$n是多少")
	both(`(?:山|河|湖|楼|城市|国家|大厦|建筑|动物|人)?(?:更|比较|最)(?P<adj>高|大|长|深|重|快|宽|远|热|冷|贵)(?:一些|一点)?`, "$x有多$adj")
	rows = append(rows,
		row(zhA+zhAnd+zhB+`(?:的)?(?P<n>国籍|职业|语言|货币|宗教|母语|专业|母校|首都|导演|作者|总部)(?:是|是否|是不是)?(?:相同|一样|同一个|一致)(?:的)?(?:吗|么|呢)?`, "$x的$n是什么"),
		row(zhA+zhAnd+zhB+`(?:是否|是不是)?(?:拥有|具有|有)(?:相同|同样|一样)的(?P<n>.+?)(?:吗|么)?`, "$x的$n是什么"),
		row(zhA+zhAnd+zhB+`(?:都)?(?:是|来自|位于|在|出生于|出生在)(?:否)?(?:来自|位于|在)?同一(?:个|座)?(?P<n>国家|城市|省|州|大洲)(?:的人|的|人)?(?:吗|么)?`, "$x在哪个$n"),
		row(zhA+zhAnd+zhB+`(?:是不是|是否)?(?:都)(?P<v>是|在|来自|会|有|出生于|毕业于|位于|属于)(?P<n>.+?)(?:吗|么)?`, "$x$v$n吗"),
		row(zhA+zhAnd+zhB+`(?:的)?(?P<n>首都|人口|面积|作者|导演|国籍|生日|海拔|高度|长度|总部|校长|市长|总统|首相|货币|语言)(?:分别|各)?(?:是|为|在)(?P<w>什么|谁|哪里|哪儿|多少|何时)`, "$x的$n是$w"),
		row(zhA+`比`+zhB+`(?:大|小)多少岁`, "$x何时出生"),
		row(zhA+`比`+zhB+`(?:更)?(?P<adj>高|大|长|深|重|快|宽|贵)(?:多少|多少米|多少公里|几米)`, "$x有多$adj"),
		row(zhA+`(?:是否|是不是)?比`+zhB+`(?:更)?(?P<adj>高|大|长|深|重|快|宽|贵)(?:吗|么)?`, "$x有多$adj"),
		row(zhA+`比`+zhB+`(?:更)?(?:年长|年轻|老)(?:吗|么)?`, "$x何时出生"),
		row(zhA+zhAnd+zhB+`有什么(?:共同点|共同之处|相同点|相同之处)`, "$x是什么"),
	)
	return rows
}()

// chineseRelations are what a thing can have that is looked up by itself, with the question for it after 的.
var chineseRelations = map[string]string{
	"导演": "是谁", "编剧": "是谁", "作者": "是谁", "主演": "是谁", "演员": "是谁", "歌手": "是谁", "演唱者": "是谁", "作曲家": "是谁", "作曲": "是谁",
	"父亲": "是谁", "母亲": "是谁", "妻子": "是谁", "丈夫": "是谁", "配偶": "是谁", "儿子": "是谁", "女儿": "是谁", "哥哥": "是谁", "弟弟": "是谁",
	"姐姐": "是谁", "妹妹": "是谁", "老师": "是谁", "学生": "是谁", "创始人": "是谁", "创办人": "是谁", "发明者": "是谁", "发明人": "是谁", "发现者": "是谁",
	"总统": "是谁", "首相": "是谁", "总理": "是谁", "国王": "是谁", "市长": "是谁", "校长": "是谁", "董事长": "是谁", "首席执行官": "是谁", "设计师": "是谁",
	"建筑师": "是谁", "制片人": "是谁", "教练": "是谁", "队长": "是谁", "首都": "是哪里", "省会": "是哪里", "出生地": "是哪里", "故乡": "是哪里", "总部": "在哪里",
	"母公司": "是哪家公司", "母校": "是哪所学校", "出版社": "是哪家出版社", "开发商": "是哪家公司", "制造商": "是哪家公司", "国籍": "是什么", "最大城市": "是哪里",
}

// chineseKin are relations that are two, nearest first.
var chineseKin = map[string][]string{
	"祖父": {"父亲", "父亲"}, "祖母": {"父亲", "母亲"}, "外祖父": {"母亲", "父亲"}, "外祖母": {"母亲", "母亲"}, "爷爷": {"父亲", "父亲"}, "奶奶": {"父亲", "母亲"},
	"外公": {"母亲", "父亲"}, "外婆": {"母亲", "母亲"}, "岳父": {"妻子", "父亲"}, "岳母": {"妻子", "母亲"}, "公公": {"丈夫", "父亲"}, "婆婆": {"丈夫", "母亲"},
}

// chineseClauses are relative clauses before 的: what is looked up first, and what it is called. $x is what the clause is about.
var chineseClauses = []struct {
	pattern        *regexp.Regexp
	question, name string
}{
	{regexp.MustCompile(`^(.+?)(?:所在|位于)的(国家|城市|省|州|大洲|岛屿?|地区)(.+)$`), "$x位于哪个$n", "$n"},
	{regexp.MustCompile(`^(.+?)出生的(国家|城市|省|州|年份?|地方)(.+)$`), "$x出生在哪个$n", "$n"},
	{regexp.MustCompile(`^(.+?)(?:毕业|就读)的(大学|学校|学院)(.+)$`), "$x毕业于哪所$n", "$n"},
	{regexp.MustCompile(`^((?:创办|创立|发明|发现|执导|导演|撰写|写|设计|收购|拥有|主演|演唱|生产|制造|开发)了?.+?)的(人|公司|导演|作家|演员|科学家|歌手|建筑师|企业)(.+)$`), "哪个$n$x", "$n"},
}

// Chinese translates comparisons and chains of questions in Chinese. A question that no row fits stays as it is.
func Chinese(q *phrase.Question) []candidate.Plan {
	text := sentence(q)
	if text == "" || !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return nil
	}
	if plans := language("chinese", text, chineseComparisons); plans != nil {
		return plans
	}
	return chineseChain(text)
}

// chineseChain reads X的N的N…, and relative clauses before 的.
func chineseChain(text string) []candidate.Plan {
	var last *step
	rest := text
	for range maxForeignSteps {
		next, tail := chineseStep(rest, last)
		if next == nil {
			break
		}
		last, rest = next, tail
	}
	b := &builder{}
	if relation, tail := chineseRelation(strings.TrimPrefix(rest, "的")); last != nil && chineseKin[relation] != nil && chineseEnds(tail) {
		final := chineseLookup("", relation, last) // X的妻子的祖父是谁
		return b.plan("chinese", 0.95, final)
	}
	if last == nil {
		return b.chineseKinOf(text)
	}
	if rest == "" || chineseBare[strings.Trim(rest, "的")] || !strings.HasPrefix(rest, "的") && !chineseAsks(rest) {
		return nil
	}
	final := slotted("$x"+rest, last)
	b.because("chain: %s", final.words)
	return b.plan("chinese", 0.93, final)
}

// chineseKinOf reads X的祖母是谁, where the relation itself is two.
func (b *builder) chineseKinOf(text string) []candidate.Plan {
	i := strings.LastIndex(text, "的")
	if i <= 0 {
		return nil
	}
	relation, tail := chineseRelation(text[i+len("的"):])
	if chineseKin[relation] == nil || !chineseEnds(tail) {
		return nil
	}
	b.because("kinship: %s", relation)
	return b.plan("chinese", 0.95, chineseLookup(text[:i], relation, nil))
}

const maxForeignSteps = 5

// chineseBare are ends that only ask for what was looked up last.
var chineseBare = map[string]bool{
	"是谁": true, "是什么": true, "叫什么": true, "叫什么名字": true, "是哪里": true, "是哪个": true, "在哪里": true, "是哪位": true, "": true, "是哪一位": true, "是哪家": true,
}

// chineseStep takes the first thing to look up off the front of a question. Last is the step before, which then stands at the front.
func chineseStep(rest string, last *step) (*step, string) {
	if last == nil {
		for _, c := range chineseClauses {
			if m := c.pattern.FindStringSubmatch(rest); m != nil {
				question := strings.NewReplacer("$x", m[1], "$n", m[2]).Replace(c.question)
				return &step{words: raw(question), name: m[2]}, m[3]
			}
		}
		for i := strings.Index(rest, "的"); i > 0; i = after(rest, i, "的") {
			if relation, tail := chineseRelation(rest[i+len("的"):]); relation != "" && !chineseEnds(tail) && !chineseAsks(rest[:i]) {
				return chineseLookup(rest[:i], relation, nil), tail
			}
		}
		return nil, ""
	}
	tail, ok := strings.CutPrefix(rest, "的")
	if !ok {
		return nil, ""
	}
	relation, tail := chineseRelation(tail)
	if relation == "" || chineseEnds(tail) {
		return nil, ""
	}
	return chineseLookup("", relation, last), tail
}

// chineseAsks reports whether something is asked in a text.
func chineseAsks(text string) bool {
	for _, w := range []string{"谁", "什么", "哪", "何", "多", "几", "吗", "么", "是否", "是不是", "怎", "为什"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// chineseEnds reports whether nothing is asked of what was named but what it is, so that it is the question itself.
func chineseEnds(tail string) bool { return chineseBare[tail] }

func after(s string, i int, sep string) int {
	j := strings.Index(s[i+len(sep):], sep)
	if j < 0 {
		return -1
	}
	return i + len(sep) + j
}

// chineseLookup asks for a relation of a name, or of the answer of a step; a relation of the kin table takes two steps.
func chineseLookup(name, relation string, last *step) *step {
	path := []string{relation}
	if kin := chineseKin[relation]; kin != nil {
		path = kin
	}
	for _, r := range path {
		question := "的" + r + chineseRelations[r]
		if last == nil {
			last = &step{words: raw(name + question), name: r}
			continue
		}
		last = slotted("$x"+question, last)
		last.name = r
	}
	return last
}

// chineseRelation takes a relation off the front of a text, the longest that fits.
func chineseRelation(text string) (string, string) {
	best := ""
	for r := range chineseRelations {
		if len(r) > len(best) && strings.HasPrefix(text, r) {
			best = r
		}
	}
	for r := range chineseKin {
		if len(r) > len(best) && strings.HasPrefix(text, r) {
			best = r
		}
	}
	return best, text[len(best):]
}
