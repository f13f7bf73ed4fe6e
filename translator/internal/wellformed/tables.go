package wellformed

import "strings"

func set(text string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}

// germanOpening are words that questions of another language begin with and that may look English further on.
var germanOpening = set(`wer wen wem wessen wo wann welche welcher welches wie warum woher wohin ist sind hat haben wurde wurden`)

// simplePasts are past tenses that are no participle: each is the verb of a clause.
var simplePasts = set(`began went gave saw took wrote became broke chose drove drew ate fell flew forgot froze grew knew rode rose sang sank
	spoke stole swam swore threw wore withdrew overthrew underwent bore blew shook tore woke undertook forbade sprang strove drank hid
	arose mistook oversaw foresaw rewrote`)

// twoObjects are participles behind which what was given may be asked for: what was X awarded.
var twoObjects = set(`called named renamed titled retitled nicknamed dubbed known awarded given granted offered paid shown taught told asked sentenced
	charged accused considered made elected appointed crowned born worth rated ranked classified listed translated designated doing used`)

// needsMore are articles and other words that a noun must follow.
var needsMore = set(`a an the its their his her my your our no every`)

// opensClause are words with a finite verb of their own behind them, conjunctions of equal parts apart.
var opensClause = set(`while whereas because although though if whether after before since until till as than unless once so`)

// invariable are plurals that look like a singular.
var invariable = set(`people species series fish sheep deer aircraft spacecraft men women children feet percent staff troops data media cattle police offspring
	dice teeth geese mice alumni criteria phenomena bacteria fungi larvae nuclei stimuli million billion thousand dozen hundred hertz
	pounds grandchildren stepchildren watercraft personnel crew`)

// inside are prepositions that may follow "what is": what is in the box.
var inside = set(`in on under inside near behind between beneath beyond outside above below around across next like about up among amongst against`)

// strands are prepositions that may stand at the end behind when, where, how and why.
var strands = set(`from to for like through up over off on out in about before after since until at near around down along inside outside`)

// attributes are nouns that may be asked of a thing by themselves: what nationality is X, which year was X.
var attributes = set(`year date day month time nationality language colour color religion type kind sort size age genre country state city county region
	province district continent shape style gender sex species breed rank grade class party team century decade month currency`)

// kinds are nouns behind a name that only say what it is of: the X dynasty.
var kinds = set(`dynasty administration team sea ocean river lake mountain desert island continent country nation state city town village province region
	empire kingdom republic war battle treaty truck plane aircraft ship car band genus species religion church party university school college
	museum group club company corporation army navy force movement era period age league championship cup tournament festival series film movie
	album song book novel magazine newspaper show game family tribe people peoples language zone act law plan project program programme agency
	organization organisation institute society order railway airport station theory effect algorithm protocol occupation invasion`)

// lone are determiners that no name goes with.
var lone = set(`a an this these those his her its their our my your each every another`)

// predicative are words behind a name that are no noun of it.
var predicative = set(`part member worth like today now about near famous available short long best most originally native adjacent active alive dead`)

// reports are verbs that a clause may follow without "that": what did X say was Y.
var reports = set(`say says said think thinks thought claim claims claimed believe believes believed prove proves proved note notes noted insist
	insists insisted state states stated know knows knew expect expected decide decided hope hoped feel felt find found propose proposes
	proposed suggest suggests suggested assert asserted assume assumed wish wished teach taught tell told learn learned mean means meant
	show shows shown announce announces announced declare declares declared reveal reveals revealed confirm confirms confirmed report reports
	reported predict predicts predicted ensure make made let argue argued imply implied realize realized want wanted`)

// happenings are nouns for what befell somebody: nobody asks what they are, but when and how.
var happenings = set(`murder death assassination birth arrival departure marriage wedding victory defeat resignation retirement execution coronation
	abdication accession election inauguration assault escape arrest`)

// occasions are nouns that a clause may follow without "that": the last time X won.
var occasions = set(`time reason way day year place moment thing one month date`)

// moments are nouns for when something was, which of a thing by itself is no question.
var moments = set("year date month day decade century")
