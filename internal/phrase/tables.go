package phrase

import "strings"

// set makes a set of the words of a text.
func set(text string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}

// closedTags has the closed-class words of English. They are few, and known; what they are is never guessed.
var closedTags = func() map[string]Tag {
	out := make(map[string]Tag)
	for _, row := range []struct {
		tag   Tag
		words string
	}{
		{Wh, `who whom whose what which when where why how whoever whatever whichever wherein whereby what're whats wheres whos`},
		{That, `that`},
		{Aux, `is are was were be been being am do does did done doing has have had having can could will would shall should may might must
			isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't cannot ain't`},
		{Det, `a an the this these those some any each every no all both either neither another its their his her my your our such same other
			many several few much half own`},
		{Prep, `of in on at by for from to with without within into onto upon under over above below between among amongst through throughout
			during before after since until till against about around across along near behind beside besides beyond despite toward towards
			via per as like unlike inside outside off up down out than excluding including except versus vs vs. amid alongside opposite
			following regarding concerning`},
		{Conj, `and or but nor while whereas because although though if whether so`},
		{Pron, `he she it they him them i you we us me himself herself itself themselves one ones someone something anyone anything everyone
			there mine yours theirs hers`},
		{Adv, `not also only ever never still already yet once again later now then originally currently formerly previously recently first-ever
			together apart just even very too most-recently approximately immediately finally eventually mostly mainly primarily officially
			simultaneously here away back else often always usually sometimes soon today n't generally typically commonly roughly nearly almost
			last-minute ago instead prior initially subsequently directly largely actually`},
		{Numeral, `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
			thirty forty fifty sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth sixth seventh
			eighth ninth tenth last next final zero dozen`},
		{Degree, `more most less least older oldest younger youngest bigger biggest larger largest smaller smallest higher highest lower lowest
			longer longest shorter shortest earlier earliest latest newer newest greater greatest taller tallest faster fastest slower
			slowest richer richest deeper deepest heavier heaviest lighter lightest better best worse worst further furthest farther
			farthest nearest closer closest wealthiest busiest deadliest strongest stronger easternmost westernmost northernmost
			southernmost fewer fewest elder eldest main primary sole`},
	} {
		for w := range strings.FieldsSeq(row.words) {
			out[w] = row.tag
		}
	}
	return out
}()

// closed reports whether a word in lower case belongs to a closed class.
func closed(lower string) bool { _, ok := closedTags[lower]; return ok }

var abbreviations = set(`mr mrs ms dr st sr jr vs no mt ft gen col capt lt sgt prof rev hon inc ltd co corp bros vol pt feat op nr`)

// connectors may stand inside a name where a capital follows.
var connectors = set(`of the de von van der den del della di da do dos das du des la le les el al il lo y e et bin ibn ben abu zu zum zur und
	for on in at to a an and under no af av of-the`)

// strongConnectors go on with a name that has no catalogue to back it; the others need it.
var strongConnectors = set(`of de von van der den del della di da do dos das du des la le les el al bin ibn ben zu zum zur af av`)

// epithets are bynames that follow a name and an article: Ivan the Terrible, Billy the Kid.
var epithets = set(`great terrible conqueror magnificent elder younger wise bold fair good bad hun impaler confessor pious fat bald short
	simple bear lion lionheart baptist evangelist kid ripper pooh giant frog barbarian navigator explorer hedgehog cruel brave just
	strong stout blind mad drunk clown snake butcher baker fearless unready lawgiver liberator younger merciful blessed tank builder
	dragon cat dog vampire rapper martyr apostle grammarian areopagite cynic quiet silent fortunate fowler crown`)

// nobility are words that go on with a name after a comma.
var nobility = set(`duke duchess earl count countess king queen prince princess baron baroness viscount viscountess marquess marquis margrave
	landgrave elector emperor empress bishop archbishop lord lady grand dauphin infante infanta archduke archduchess tsar sultan
	jr jr. sr sr. inc inc. ltd ltd. llc iii ii iv 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th
	19th 20th hereditary abbess electress dowager`)

// regions end a place name after a comma: Springfield, Illinois.
var regions = set(`alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa
	kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma
	oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec alberta manitoba
	saskatchewan england scotland wales ireland france germany spain italy portugal india china japan australia canada mexico brazil
	russia poland austria switzerland sweden norway denmark finland belgium netherlands ukraine iran iraq turkey egypt pakistan
	kent surrey essex sussex norfolk suffolk yorkshire lancashire devon cornwall somerset nsw usa uk u.s. u.k. d.c. dc`)
