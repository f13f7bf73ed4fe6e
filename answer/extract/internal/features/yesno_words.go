package features

import "strings"

// The words by which yes/no questions and the passages that answer them are told apart. All are common words of English; what each is worth is
// learned.
var (
	openings   = hashList("is are was were do does did can has have had will")
	askedWords = hashList(`same still ever all only real true there part legal have us movie state season book get the a and or in one two
		before after any new same`)
	saidWords = hashList(`same only all may must not no however never fictional fiction based also including unlike differ differs similar
		cancelled canceled renewed illegal prohibited required requires sequel final`)
	denying = hashSet("not no never neither nor without cannot none don't isn't doesn't didn't wasn't aren't weren't can't won't")
	turning = hashSet("however although though but except unlike instead rather while whereas despite")
	holding = hashSet(`not no never none neither nor without cannot only however although though but except unlike instead rather false former
		formerly until unless different distinct fictional longer`)
)

// topic is a matter that many yes/no questions are about: the words by which it is asked, and those that speak against and in favour of it in a
// passage.
type topic struct{ asked, against, favour []uint32 }

var topics = []topic{
	newTopic("season sequel part episode episodes movie series another second book show",
		"final finale cancelled canceled ended concluded discontinued last",
		"renewed sequel premiered announced upcoming followed continued season seasons"),
	newTopic("legal illegal allowed law carry own drink buy allow",
		"illegal prohibited banned prohibit prohibits unlawful forbidden restricted ban offence offense",
		"legal permitted allowed lawful legally permit allows permits"),
	newTopic("real true story based exist",
		"fictional fiction fictitious imaginary myth mythical legend",
		"true real actual based biographical inspired"),
	newTopic("same difference different similar like as",
		"differ differs different distinct distinguished unlike whereas confused separate",
		"same synonym synonymous identical equivalent interchangeably called alternatively"),
	newTopic("need required require must mandatory necessary",
		"optional exempt voluntary unnecessary exemption waived",
		"required must mandatory compulsory requires requirement obliged shall"),
	newTopic("still alive dead die dies died live",
		"died death dead killed dies former formerly until closed defunct",
		"current currently remains lives survive survives survived"),
	newTopic("win won ever beat winner champion championship cup",
		"lost defeat losing runner defeated never yet eliminated",
		"won champions winning win winner title victory"),
	newTopic("end up together marry married get date",
		"divorced divorce separated break breakup leaves",
		"married marry wedding engaged marriage together relationship"),
	newTopic("can could able possible",
		"cannot unable impossible incapable difficult",
		"can able possible capable"),
	newTopic("all every only always everyone each",
		"some most many several other others except exceptions usually often varies",
		"all every each only always entire exclusively"),
	newTopic("country state city located capital island part",
		"independent autonomous separate outside",
		"located situated territory part capital"),
	newTopic("first ever only",
		"second third earlier previous previously",
		"first only"),
}

// opposites are words of which one in the passage speaks against the other in the question.
var opposites = pairs(`before after, first last, same different, legal illegal, increase decrease, male female, man woman, boy girl, north south,
	east west, more less, higher lower, alive died, alive death, public private, state federal, hot cold, left right, big small, real fictional,
	real fictitious, above below, old new, men women, won lost, win lost, win lose, safe dangerous, single married, true fictional, day night,
	open closed, long short, positive negative, inside outside, internal external, major minor, direct indirect, fast slow, hard soft,
	summer winter, acid base, plant animal, together separate, separate same, one two, one three, two three`)

func newTopic(asked, against, favour string) topic {
	return topic{hashList(asked), hashList(against), hashList(favour)}
}

// hashList returns the hashes of words, each once.
func hashList(words string) []uint32 {
	var list []uint32
	seen := map[uint32]bool{}
	for _, w := range strings.Fields(words) {
		if h := hashOf(w); !seen[h] {
			seen[h] = true
			list = append(list, h)
		}
	}
	return list
}

func hashSet(words string) map[uint32]bool {
	set := map[uint32]bool{}
	for _, h := range hashList(words) {
		set[h] = true
	}
	return set
}

// pairs returns the opposites of each word.
func pairs(list string) map[uint32][]uint32 {
	out := map[uint32][]uint32{}
	for pair := range strings.SplitSeq(list, ",") {
		w := strings.Fields(pair)
		a, b := hashOf(w[0]), hashOf(w[1])
		out[a], out[b] = append(out[a], b), append(out[b], a)
	}
	return out
}
