package verbalise

import "strings"

// verbTable has a verb a row: the base, the past tense, the participle where it is another. A form that is its own base stands alone.
const verbTable = `arise arose arisen|be was were been|bear bore born borne|beat beaten|become became|begin began begun|bend bent|bind bound|
		bite bit bitten|blow blew blown|break broke broken|breed bred|bring brought|broadcast|build built|burn burnt|buy bought|
		cast|catch caught|choose chose chosen|come came|cost|creep crept|cut|deal dealt|dig dug|do did done|draw drew drawn|
		drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|
		fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|
		give gave given|go went gone|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|
		know knew known|lay laid|lead led|leave left|lend lent|let|lie lay lain|lose lost|make made|mean meant|meet met|
		overtake overtook overtaken|overthrow overthrew overthrown|pay paid|put|quit|read|rebuild rebuilt|ride rode ridden|ring rang rung|
		rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|set|shake shook shaken|shine shone|shoot shot|
		show shown|shut|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|spend spent|spin spun|split|
		spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn|sweep swept|
		swim swam swum|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|undergo underwent undergone|
		understand understood|undertake undertook undertaken|uphold upheld|wear wore worn|weave wove woven|win won|wind wound|
		withdraw withdrew withdrawn|write wrote written|rewrite rewrote rewritten|outlive|oversee oversaw overseen|
		star starred|refer referred|prefer preferred|occur occurred|admit admitted|commit committed|permit permitted|transfer transferred|
		plan planned|ban banned|stop stopped|drop dropped|ship shipped|map mapped|program programmed|control controlled|travel travelled traveled|
		cancel cancelled canceled|model modelled|rebel rebelled|excel excelled|expel expelled|label labelled|win won|equip equipped|
		lie lied|die died|tie tied|see saw|free freed|agree agreed|guarantee guaranteed|succeed|found founded|bound bounded|
		lay laid|cross crossed|pass passed|possess possessed|discuss discussed|express expressed|
		add added|kill killed|call called|fill filled|sell sold|pull pulled|roll rolled|enroll enrolled|spell spelled|install installed|
		add added|edit edited|visit visited|exhibit exhibited|inherit inherited|benefit benefited|inhabit inhabited|
		develop developed|envelop enveloped|discover discovered|cover covered|recover recovered|border bordered|enter entered|offer offered|
		suffer suffered|deliver delivered|consider considered|remember remembered|conquer conquered|gather gathered|murder murdered|
		launch launched|invent invented|direct directed|act acted|form formed|perform performed|happen happened|open opened|
		contain contained|obtain obtained|train trained|gain gained|remain remained|explain explained|
		design designed|sign signed|assign assigned|reign reigned|join joined|own owned|publish published|establish established|finish finished|
		end ended|attend attended|defend defended|land landed|command commanded|expand expanded|belong belonged|
		work worked|rank ranked|link linked|park parked|mark marked|attack attacked|film filmed|play played|stay stayed|portray portrayed|
		destroy destroyed|enjoy enjoyed|employ employed|pay paid|convey conveyed|
		elect elected|select selected|collect collected|construct constructed|conduct conducted|conflict conflicted|
		appoint appointed|paint painted|mount mounted|last lasted|cast|host hosted|exist existed|consist consisted|
		post posted|list listed|assist assisted|contest contested|protest protested|invest invested|
		report reported|support supported|import imported|export exported|start started|depart departed|convert converted|
		head headed|lead led|need needed|treat treated|defeat defeated|repeat repeated|seat seated|
		create created|locate located|relate related|graduate graduated|originate originated|operate operated|nominate nominated|
		translate translated|assassinate assassinated|separate separated|celebrate celebrated|dedicate dedicated|educate educated|
		participate participated|date dated|state stated|rate rated|donate donated|execute executed|contribute contributed|
		write wrote|unite united|invite invited|cite cited|note noted|vote voted|promote promoted|quote quoted|devote devoted|
		use used|cause caused|close closed|base based|release released|purchase purchased|increase increased|decrease decreased|raise raised|
		lose lost|propose proposed|compose composed|oppose opposed|advise advised|arise arose|comprise comprised|house housed|
		move moved|live lived|love loved|serve served|receive received|achieve achieved|involve involved|solve solved|arrive arrived|
		drive drove|survive survived|remove removed|prove proved|improve improved|approve approved|have had|save saved|
		name named|become became|welcome welcomed|assume assumed|consume consumed|resume resumed|
		define defined|join joined|combine combined|marine|line lined|refine refined|determine determined|decline declined|
		produce produced|introduce introduced|reduce reduced|place placed|replace replaced|face faced|influence influenced|announce announced|
		focus focused focuses|dance danced|finance financed|race raced|practice practiced|voice voiced|experience experienced|commence commenced|
		change changed|charge charged|manage managed|merge merged|emerge emerged|stage staged|judge judged|engage engaged|arrange arranged|
		include included|conclude concluded|decide decided|provide provided|preside presided|reside resided|divide divided|succeed succeeded|
		precede preceded|trade traded|invade invaded|hide hid|guide guided|
		share shared|store stored|explore explored|retire retired|acquire acquired|inspire inspired|hire hired|require required|
		feature featured|capture captured|manufacture manufactured|measure measured|figure figured|structure structured|
		issue issued|continue continued|pursue pursued|value valued|argue argued|rescue rescued|
		describe described|inscribe inscribed|handle handled|settle settled|battle battled|title titled|sample sampled|rule ruled|
		type typed|escape escaped|shape shaped|hope hoped|
		organize organized|recognize recognized|colonize colonized|specialize specialized|organise organised|recognise recognised|
		specialise specialised|advertise advertised|exercise exercised|televise televised|supervise supervised|
		flow flowed|stand stood|cross crossed|run ran|pass passed|bathe bathed|complete completed|delete deleted|compete competed|outlive outlived|premiere premiered|retire retired|score scored|admire admired|compare compared|declare declared|prepare prepared`

// irregular has the base of irregular past tenses and participles, and of regular ones that would be guessed wrongly.
var irregular = func() map[string]string {
	out := make(map[string]string)
	for row := range strings.SplitSeq(verbTable, "|") {
		forms := strings.Fields(row)
		for _, f := range forms {
			if _, ok := out[f]; !ok || f == forms[0] {
				out[f] = forms[0]
			}
		}
	}
	out["found"] = "find" // who found the body; "founded" is the other
	out["founded"] = "found"
	out["lay"] = "lie"
	out["saw"] = "see"
	out["won"] = "win"
	out["was"], out["were"] = "be", "be"
	return out
}()

// Base returns the base form of a verb in any form, in lower case: wrote, writes, written, writing give write. What is no verb is
// returned as if it were a regular one.
func Base(verb string) string {
	if base, ok := irregular[verb]; ok {
		return base
	}
	switch {
	case verb == "has":
		return "have"
	case verb == "having":
		return "have"
	case verb == "does":
		return "do"
	case strings.HasSuffix(verb, "ied") && len(verb) > 4:
		return verb[:len(verb)-3] + "y"
	case strings.HasSuffix(verb, "ed") && len(verb) > 4:
		return stem(verb[:len(verb)-2])
	case strings.HasSuffix(verb, "ing") && len(verb) > 5:
		return stem(verb[:len(verb)-3])
	case strings.HasSuffix(verb, "ies") && len(verb) > 4:
		return verb[:len(verb)-3] + "y"
	case strings.HasSuffix(verb, "es") && hasAny(verb, "sses", "shes", "ches", "xes", "zzes", "oes"):
		return verb[:len(verb)-2]
	case strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss") && len(verb) > 3:
		return verb[:len(verb)-1]
	}
	return verb
}

// stem mends what is left of a verb without -ed or -ing: a doubled consonant is single again, a silent e comes back.
func stem(s string) string {
	if base, ok := irregular[s]; ok && base == s {
		return s
	}
	if base, ok := irregular[s+"e"]; ok && base == s+"e" {
		return s + "e"
	}
	n := len(s)
	if n < 3 {
		return s
	}
	last, before := s[n-1], s[n-2]
	switch {
	case last == before && !strings.ContainsRune("lsz", rune(last)) && !isVowel(last):
		return s[:n-1]
	case strings.ContainsRune("vczu", rune(last)), last == 'g' && before != 'n' && !isVowel(before), last == 'g' && before == 'n' && hasAny(s, "ang", "eng"),
		last == 's' && before != 's', hasAny(s, "at", "ut", "ot") && n > 4 && !hasAny(s, "eat", "oat", "out", "oot", "aut"),
		last == 'l' && !isVowel(before) && before != 'l' && before != 'r' && before != 'w',
		hasAny(s, "ir", "ur", "or", "ar") && n > 4 && !hasAny(s, "our", "oor", "air", "ear", "avor", "itor", "onor"),
		hasAny(s, "id", "ud", "od", "ad") && n > 3 && !hasAny(s, "oud", "oad", "ead", "aid", "oid"),
		hasAny(s, "in", "un") && n > 4 && !hasAny(s, "ain", "oin", "ein", "gin", "min", "oun"),
		hasAny(s, "ib", "ap", "op", "yp") && n > 4 && !hasAny(s, "elop", "eap", "oop"):
		return s + "e"
	}
	return s
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func hasAny(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// thirdPerson returns the form of a base verb that goes with "it": contains, watches, flies.
func thirdPerson(base string) string {
	switch n := len(base); {
	case base == "have":
		return "has"
	case n > 1 && base[n-1] == 'y' && !isVowel(base[n-2]):
		return base[:n-1] + "ies"
	case hasAny(base, "s", "x", "z", "ch", "sh", "o"):
		return base + "es"
	}
	return base + "s"
}
