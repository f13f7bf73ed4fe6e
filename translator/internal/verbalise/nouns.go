package verbalise

import "strings"

// Type is what kind of thing a noun stands for; it decides between who, what, where and when.
type Type uint8

// The types of answers.
const (
	// Unknown is a noun that is not in the table.
	Unknown Type = iota
	// Person: director, wife, king.
	Person
	// Place: birthplace, capital, country.
	Place
	// Date: date of birth, year.
	Date
	// Number: population, height.
	Number
	// Group: company, band, team, party.
	Group
	// Work: film, novel, song.
	Work
	// Thing: language, award, currency.
	Thing
)

// nouns has the nouns that say how one thing is related to another, and the nouns of what is asked about, by type. A noun in the first
// part of a row (before the bar) is a relation: "N of X" names one thing, and looking it up is a question of its own.
var nouns, relations = func() (map[string]Type, map[string]bool) {
	types, rel := make(map[string]Type), make(map[string]bool)
	for _, row := range []struct {
		t     Type
		words string
	}{
		{Person, `dj mvp pm mp vp cto coo actor actress aide ally ancestor animator anchor announcer apprentice architect artist assassin assistant aunt author bandmate bassist
			lead-singer lead-actor lead-actress leading-actor leading-actress top-scorer head-coach chief-executive chief-executive-officer vice-president prime-minister head-of-state head-of-government executive-producer current-president current-owner biographer boss boyfriend brother brother-in-law builder captain caretaker cellist ceo cfo chair chairman chairperson chairwoman
			chancellor chef chief choreographer cinematographer co-author co-creator co-director co-founder co-host co-star co-writer
			coach collaborator colleague commander commentator commissioner companion composer conductor consort contractor coordinator
			costar cousin creator curator dad daughter daughter-in-law dean descendant designer developer dictator director discoverer
			drummer dubber editor emperor empress engineer executive explorer father father-in-law fiance fiancee fiancé fiancée financier
			founder friend frontman general girlfriend godfather godmother goalkeeper governor governor-general grandchild granddaughter
			grandfather grandmother grandpa grandma grandson great-grandfather great-grandmother guitarist half-brother half-sister head
			heir host hostess justice husband illustrator infant inventor judge keyboardist king landlord lawyer leader librettist lover lyricist
			maker manager mascot master mayor mentor mistress monarch mom mother mother-in-law mum murderer muse namesake narrator
			nephew niece nominee novelist opponent organist organizer owner painter parent partner pastor patron patriarch performer
			photographer pianist pilot playwright poet pope portrayer preacher predecessor presenter president priest prince princess
			principal producer protagonist pupil queen quarterback rapper rector regent replacement representative rival ruler saxophonist scorer screenwriter
			scriptwriter sculptor secretary senator showrunner sibling singer sister sister-in-law son son-in-law songwriter sovereign
			speaker spouse star stepbrother stepdaughter stepfather stepmother stepsister stepson stepchild striker student subject
			successor sultan superintendent surgeon teacher teammate thesis-adviser adviser advisor trainer translator treasurer trumpeter
			twin uncle understudy vicar victim villain violinist viceroy vocalist voice warden widow widower wife winner writer minister
			lyrics-writer screenplay-writer chairmen co-producer killer discoverers bassists president-elect vice-president tenor soprano |
			person man woman people boy girl guy lady individual someone child player politician scientist philosopher astronaut athlete
			physicist chemist mathematician soldier officer saint comedian model dancer filmmaker musician character witness lord baron
			duke count earl historian theologian economist journalist personality celebrity emperor tsar member candidate employee
			journalist passenger mountaineer swimmer wrestler boxer golfer cyclist driver footballer cricketer lecturer professor doctor nurse
			footballers players actors members monk bishop archbishop cardinal sailor hero heroine reformer entrepreneur businessman
			presidents ministers rulers kings queens emperors artists authors writers singers who inhabitants`},
		{Place, `birthplace birth-place burial-place place-of-birth place-of-death place-of-burial country-of-origin country-of-citizenship birth-country birth-city birth-town country-of-birth city-of-birth place-of-origin home-country home-city home-stadium resting-place death-place head-office state-capital capital-city native-country place deathplace capital headquarters headquarter hometown residence seat location hq
			source mouth outlet mother-country homeland venue origin birth-city base epicenter epicentre county-seat site |
			city country town village state province county region district continent island river lake mountain ocean sea municipality
			nation area borough neighborhood neighbourhood suburb desert port airport park stadium building street bridge university
			college school hospital museum church cathedral castle palace peak territory kingdom republic hall arena planet moon
			river-basin strait canyon valley glacier waterfall peninsula archipelago forest beach bay gulf canal dam tunnel restaurant
			hotel prison cemetery temple monastery zoo square road highway railway station theatre theater factory prefecture
			commune parish township department canton oblast emirate`},
		{Date, `birthdate birthday deathdate birthyear date-of-birth date-of-death birth-date death-date year-of-birth year-of-death day-of-birth | date year day month decade century time era period season`},
		{Number, `population height area length width depth elevation weight size age speed temperature density distance number amount cost
			price budget revenue gdp income salary diameter circumference capacity mass volume latitude longitude altitude
			percentage rate score value duration lifespan half-life runtime rainfall inflation unemployment profit turnover
			melting-point boiling-point atomic-number life-span market-value resolution wingspan horsepower attendance | `},
		{Group, `record-label flag-carrier launch-customer employer manufacturer publisher distributor developer operator parent-company subsidiary record-label label network
			broadcaster brand owner affiliation alma-mater party team club sponsor supplier carrier |
			company band group organization organisation corporation firm studio agency orchestra airline bank committee league
			association federation institution institute newspaper magazine channel union army regiment tribe dynasty family
			government brewery bakery startup charity society academy cartel gang crew council parliament party bureau
			start-up store retailer chain`},
		{Work, `sequel prequel soundtrack debut autobiography masterpiece biography screenplay remake adaptation spin-off thesis |
			film movie novel book song album single poem play opera series show episode painting sculpture game musical symphony
			documentary story article comic cartoon anime manga sitcom software ballet statue monument video-game record concerto`},
		{Thing, `currency language nationality religion citizenship ethnicity occupation profession job career genre flag anthem motto
			symbol nickname surname name title alma alma-mater official-language native-language cause-of-death manner-of-death award awards color colour successor species habitat ingredient ingredients
			theme inspiration cause death birth instrument sport position denomination cuisine climate economy mascot slogan
			logo ideology license timezone abbreviation acronym antonym synonym meaning etymology definition formula symptom symptoms treatment
			mater stadium arena airport mascot nemesis specialty burial
			resting-place cause-of-death catchphrase weapon vehicle pet dog horse ship tributary half-time rank constellation orbit |
			event war battle treaty election tournament championship prize disease drug plant animal dish element metal vaccine car aircraft plane
			train engine computer processor language law amendment movement festival holiday competition season match mineral
			document text book style type kind sort`},
	} {
		first, second, _ := strings.Cut(row.words, "|")
		for w := range strings.FieldsSeq(first) {
			if _, ok := types[w]; !ok {
				types[w] = row.t
			}
			rel[w] = true
		}
		for w := range strings.FieldsSeq(second) {
			if _, ok := types[w]; !ok {
				types[w] = row.t
			}
		}
	}
	return types, rel
}()

// TypeOf returns the type of a noun, singular or plural, in lower case.
func TypeOf(noun string) Type {
	if t, ok := nouns[noun]; ok {
		return t
	}
	return nouns[Singular(noun)]
}

// IsRelation reports whether "N of X" names one thing related to X, so that it is a question of its own: director, capital, wife.
func IsRelation(noun string) bool { return relations[noun] || relations[Singular(noun)] }

var irregularSingular = map[string]string{
	"children": "child", "men": "man", "women": "woman", "people": "person", "wives": "wife", "lives": "life", "grandchildren": "grandchild",
	"series": "series", "species": "species", "headquarters": "headquarters", "alumni": "alumnus", "movies": "movie", "feet": "foot",
	"secretaries-general": "secretary-general", "leaves": "leaf", "halves": "half", "knives": "knife", "stepchildren": "stepchild",
	"mice": "mouse", "teeth": "tooth", "crises": "crisis", "theses": "thesis", "analyses": "analysis", "glasses": "glasses", "gas": "gas",
	"bus": "bus", "campus": "campus", "canvas": "canvas", "alias": "alias", "status": "status", "movie": "movie", "actresses": "actress",
	"heroes": "hero", "potatoes": "potato", "mothers-in-law": "mother-in-law", "fathers-in-law": "father-in-law",
	"brothers-in-law": "brother-in-law", "sisters-in-law": "sister-in-law", "cookies": "cookie", "lyrics": "lyrics",
}

// Singular returns the singular of a noun in lower case, itself where it is no plural.
func Singular(noun string) string {
	if s, ok := irregularSingular[noun]; ok {
		return s
	}
	switch {
	case len(noun) < 4 || !strings.HasSuffix(noun, "s") || hasAny(noun, "ss", "us", "is", "ics"):
		return noun
	case strings.HasSuffix(noun, "ies") && len(noun) > 4:
		return noun[:len(noun)-3] + "y"
	case hasAny(noun, "sses", "shes", "ches", "xes"):
		return noun[:len(noun)-2]
	}
	return noun[:len(noun)-1]
}

// IsPlural reports whether a noun in lower case is a plural.
func IsPlural(noun string) bool {
	return Singular(noun) != noun && noun != "series" && noun != "species"
}
