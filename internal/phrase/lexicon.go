package phrase

import "strings"

// The lists below are the everyday words that questions are made of. They are there to guess a part of speech and to tell a common word
// from a name at the start of a sentence; a word that is missing is guessed from its ending.

// lists says in which of the lists a word is.
type lists uint8

const (
	inPasts lists = 1 << iota
	inVerbs
	inAdjectives
	inNouns
)

// is reports whether the word is in one of some lists.
func (l lists) is(in lists) bool { return l&in != 0 }

// everyday has the words of all lists, so that one look tells what a word may be.
var everyday = func() map[string]lists {
	out := make(map[string]lists)
	for list, words := range map[lists]string{inPasts: pasts, inVerbs: verbs, inAdjectives: adjectives, inNouns: nouns} {
		for w := range strings.FieldsSeq(words) {
			out[w] |= list
		}
	}
	return out
}()

var imperatives = set(`name list give tell find identify state describe show explain count compare provide determine calculate specify
	mention please let consider suppose`)

// pasts are irregular past tenses and participles, and regular ones that would be guessed wrongly.
const pasts = `got gotten began begun became broke broken brought built burnt bought bred caught chose chosen came cost drew drawn drove driven ate eaten
	fell fallen fed felt fought found flew flown forbade forgave forgot forgotten froze frozen gave given went gone grew grown heard held
	hid hidden hit kept knew known laid led left lent lost made meant met paid put rode ridden ran rang risen rose said sat saw seen sold
	sent set shot shown shut sang sung sank slept spoke spoken spent split spread stood stole stolen struck swam swept swore sworn
	taught took taken told thought threw thrown understood upheld won wore worn withdrew withdrawn wrote written born died based named
	called used cast beat beaten bore borne dug dealt hosted overthrew undertook underwent wed wound woven sought lay lain lit married
	arose arisen awoke forewent fled shone slid bled clung crept flung forsook leapt learnt leant lit overcame overtook rebuilt sprang stank stung strove strode swung wept
	withstood wove wrung dwelt dreamt knelt sped spat spun swore titled entitled located situated wounded tied`

const verbs = `act add agree aim air allow appear approve arrive ask attack attend award base bear beat become begin belong border break bring build
	burn buy call capture carry catch cause change choose claim coach collect come command compete complete compose conquer consist
	contain control cost cover create cross defeat defend define develop die differ direct discover drop earn elect employ enable end
	enter establish exist expand expel explore express fall featured feature fight fill film finish fly follow form found gain get give
	go govern graduate grow hand happen have head help hire hold host include influence inspire introduce invade invent issue join keep
	kill know land last launch lead leave lie live locate lose make manage manufacture marry mean meet merge move name need occur offer
	open operate originate own participate pass pay perform place play practice practise premiere present produce promote propose protect
	prove provide publish purchase race rank reach read receive record refer reign relate release rely remain replace represent require
	retire return reveal rise rule run say score see sell send separate serve set share sign sing sink speak spend split sponsor
	stand star start stay stop study succeed suffer supply support surrender take talk teach televise tell think tour train travel turn
	understand unite use visit vote wear win withdraw work write hire`

const adjectives = `able active actual american ancient animated annual british available average big black blue british capital chief chinese
	christian civil classical common current dead deadly different double early eastern english ethnic european famous female final fictional
	foreign former free french full future german general global good great green head high historic historical human independent
	indian important international irish italian japanese jewish joint large late legal live local long low lead leading maternal male
	medical mexican military modern monthly municipal musical mutual national native natural new recent expensive popular populous grossing
	highest-grossing best-selling top-selling famous consecutive subsequent upcoming nuclear old olympic open original
	paternal personal political popular present previous private professional public ranking rare real red regional religious roman
	royal rural russian scientific senior short similar single small social solar southern northern western spanish special sports
	standard supreme tall top total traditional true typical united urban vast warm whole wide widespread white wild young korean
	dutch swedish norwegian danish polish canadian australian african asian british greek turkish egyptian brazilian argentine
	founding starring titular adjacent responsible eponymous best-known non-fiction equivalent maximum minimum populous most-populous
	democratic republican soviet catholic protestant islamic muslim hindu married alive born famous well-known notable`

const nouns = `academy act actor actress administration administrator age agency agreement air aircraft airline airport album alliance ambassador
	amount animal anniversary apartment architect architecture area arena army art article artist assembly association astronaut athlete
	attack attorney aunt author award awards band bank baseball basilica basin basketball bassist battle bay beach belief biography bird
	birth birthdate birthplace bishop boat body book border borough boss boundary boy branch brand bridge brother brother-in-law budget
	building burial business cabinet campaign campus canal candidate capital capitol captain car career case cast castle cathedral cause
	celebration cemetery census center centre century ceo ceremony chair chairman chamber champion championship chancellor channel chapter
	character chemist chief child children church cinema citizen citizenship city class club coach coast code coin college colony color
	colour comedian comedy commander commission committee community company competition composer concert conductor conference conflict
	congress constitution contestant continent control coordinator corporation council counterpart country county couple course court
	cousin creator creation cricket crime currency cuisine culture dance dancer data date daughter daughter-in-law day dean death debut
	decade degree denomination department deputy descendant designer developer dialect difference diplomat director disease distributor
	district division doctor dog drama drummer dynasty earthquake economy editor education election elevation emperor empire employer
	employee end energy engine engineer entity episode era event exhibition explorer family father father-in-law feature festival field
	film filmmaker final firm flag flight food football footballer force form founder foundation founding friend game gender general genre
	god goal government governor graduate grandchild granddaughter grandfather grandmother grandparent grandson group guitarist gulf
	half-brother half-sister hall hand head headquarter headquarters health height heir hero hill history hit holiday home host hospital
	hotel house husband hymn idea illness income industry inhabitant institute institution instrument invention inventor island issue
	item jazz job journal journalist judge jurisdiction king kingdom label lake land language law lawyer lead leader league legend length
	level library life light line list literature location lord lyricist lyrics magazine maker mall man manager manufacturer map market
	mascot material mayor meaning medal media medium member men mission model money month monument moon mosque mother mother-in-law
	motto mountain mouth movement movie murder museum music musical musician name narrator nation nationality navy neighborhood neighbour
	nephew network newspaper nickname niece nobel novel novelist number object occupation ocean office officer official oil opera operator
	opponent opposition orchestra order organization organisation origin owner page painter painting pair palace parent park parliament
	part partner party patron peace people percent percentage performer period person philosopher phone photographer physicist pianist
	piece pilot place planet platform play player playwright poem poet police politician pope population port portion position post
	practice predecessor prefecture premier president price priest prince princess prison prize producer product production profession
	professor program programme project protagonist province publication publisher pupil purpose queen question quote race railway
	rank rapper rate recipient record recording referee referendum reform region regiment reign religion report representative republic
	residence resident resort result review revolution rider right river road rock role root route rule ruler runner sea season
	seat section sector senator sense series service settlement sex share ship show shooting sibling siblings side sign singer single
	sister sister-in-law site size skater society software soldier son song son-in-law songwriter sound source south north east west
	sovereign space speaker species speech spokesperson sport spouse stadium stage standard star state station statue status stepfather
	stepmother store story street structure student studio study style subject successor suburb summer supporter surface surname symbol
	system target team teacher team-mate technology television temperature tenure term territory theater theatre theme theory time
	timezone title tour tournament town township trade trainer translator treaty tribe troop troops tv type uncle union unit university
	vehicle venue version vessel vice-president victim video village violinist voice volume vote voter war water way weapon week weight
	wife win winner winter woman women word work world writer year years zone actors date-of-birth screenplay screenwriter sequel prequel
	soundtrack opening quarter state-of-the-art lyric adaptation cinematographer cinematography goalkeeper midfielder striker
	quarterback linebacker pitcher genus taxon breed senate battalion monarch thing point wood river tributary landfall hurricane storm
	creature cancer drug plant mineral element particle protein phone laptop computer processor website browser password
	recipe ingredient dish drink wine beer coffee cheese tea sugar`

var irregularPlurals = map[string]string{
	"children": "child", "men": "man", "women": "woman", "people": "person", "wives": "wife", "lives": "life", "grandchildren": "grandchild",
	"countries": "country", "series": "series", "species": "species", "news": "news", "headquarters": "headquarters", "feet": "foot",
	"teeth": "tooth", "mice": "mouse", "analyses": "analysis", "crises": "crisis", "movies": "movie", "cookies": "cookie",
	"actresses": "actress", "leaves": "leaf", "halves": "half", "knives": "knife", "wolves": "wolf", "stepchildren": "stepchild",
}
