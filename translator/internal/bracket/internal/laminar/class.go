package laminar

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Class is a coarse meaning of a noun or a verb. It lets a rare word profit from what was learned on its like.
type Class uint8

var classTable = []string{
	// 1: kin
	`father mother son daughter brother sister wife husband spouse parent child sibling grandfather grandmother grandson granddaughter uncle aunt
	nephew niece cousin stepfather stepmother father-in-law mother-in-law son-in-law daughter-in-law sibling-in-law partner fiance fiancee widow
	heir grandparent grandchild half-brother half-sister ancestor descendant stepson stepdaughter`,
	// 2: makers of works
	`director producer writer author screenwriter composer singer performer artist musician band creator painter sculptor architect lyricist
	songwriter actor actress star cast designer editor narrator presenter host developer publisher inventor founder co-founder builder
	illustrator photographer cinematographer novelist poet playwright conductor guitarist drummer vocalist bassist rapper filmmaker animator
	librettist choreographer programmer`,
	// 3: persons in office and others
	`president king queen emperor governor mayor leader ruler minister premier chancellor senator pope bishop prince princess duke captain coach
	manager chairman ceo head owner commander general player winner champion loser person man woman individual candidate character
	protagonist judge scientist physicist chemist philosopher politician member monarch employer holder speaker secretary ambassador
	successor predecessor who whom astronaut explorer navigator rider runner-up opponent student teacher doctor officer official boxer
	lawyer victim killer goalkeeper quarterback pitcher explorer chief sovereign pilot`,
	// 4: areas
	`country city state county province region district town village capital continent nation municipality borough place location territory
	area neighborhood township prefecture suburb parish territory republic kingdom empire birthplace hometown where settlement community
	republic colony commune constituency jurisdiction capitol metropolis island hemisphere zone birthplace countries cities states`,
	// 5: bodies of water and nature
	`river lake sea ocean bay gulf mountain island basin canal waterway tributary strait desert forest park volcano valley peninsula creek
	coast range mouth border boundary`,
	// 6: buildings and places
	`stadium arena building church cathedral museum university school college hospital airport station hotel castle palace headquarters venue
	bridge prison cemetery temple theater theatre library tower academy institution institute residence site campus basilica mosque road
	street highway`,
	// 7: organisations
	`company label team club party organization organisation agency group network channel studio army navy league airline manufacturer
	corporation firm distributor broadcaster union federation association operator maker employer government council subsidiary bank
	administration military branch parliament congress board body publisher parent force police regiment franchise conference academy
	institution dynasty society`,
	// 8: works
	`film movie song album book novel series show episode play game opera poem single painting musical magazine newspaper work anthem story
	soundtrack record program programme video sculpture play composition journal comic text screenplay statue track sequel`,
	// 9: times
	`year date month day century when time birthday decade era period season week hour age birthdate anniversary`,
	// 10: events
	`war battle conflict event election tournament championship cup olympics games revolution treaty award prize festival race competition
	disaster earthquake hurricane storm campaign invasion match draft murder ceremony season game expedition trial crisis`,
	// 11: attributes
	`name nationality language religion currency population height length size area color colour genre occupation profession instrument title
	cause number amount percentage meaning type kind ethnicity citizenship rank motto nickname surname denomination faith gender sport
	position job role temperature climate elevation distance speed weight value price cost salary gdp flag symbol score record`,
	// 12: verbs of making
	`directed wrote produced composed created made designed built developed painted performed sang recorded starred written sung published
	founded established invented discovered edited released featured established built constructed animated manufactured wrote drew
	direct write produce compose create make design build develop paint perform sing record star publish found invent discover edit release
	plays played play voiced narrated stars sings directs writes produces makes created hosted presented`,
	// 13: verbs of place
	`located situated based found headquartered lies lie located flows flow runs crosses sits stands contains borders border bordered
	bordering adjacent shares share surrounding lived live lives resides resided reside buried held educated`,
	// 14: verbs of birth, death and kin
	`born died married dies die buried killed raised educated die marry`,
	// 15: verbs of belonging
	`owned owns own belongs belong acquired operated operates part member played plays signed distributed works worked employed joined
	bought sold merged serves served governed ruled led leads graduated attended studied attend study`,
	// 16: verbs of happening
	`won win lost lose happened happen occur occurred began begin begun start started end ended took take became become opened open
	elected established formed launched released introduced adopted signed fought changed existed exist visited discovered`,
	// 17: verbs of naming and linking
	`named called known mentioned referred said depicted represents represented associated related considered described defined used use
	spoken speak spoke means mean stand practiced worshipped believed followed shared share same similar`,
}

var classes = func() map[string]Class {
	out := make(map[string]Class)
	for i, words := range classTable {
		for w := range strings.FieldsSeq(words) {
			if _, ok := out[w]; !ok {
				out[w] = Class(i + 1)
			}
		}
	}
	return out
}()

// classOf returns the class of a word in lower case, or of its singular; 0 where it has none.
func classOf(lower string) Class {
	if c, ok := classes[lower]; ok {
		return c
	}
	if c, ok := classes[phrase.Singular(lower)]; ok {
		return c
	}
	if i := strings.LastIndexByte(lower, '-'); i > 0 { // co-writer, non-member
		return classes[lower[i+1:]]
	}
	return 0
}
