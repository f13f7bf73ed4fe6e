package text

import "strings"

// closedWords numbers the closed-class words of English by hash, from 1.
var closedWords = func() map[uint32]uint8 {
	m := map[uint32]uint8{}
	for w := range strings.FieldsSeq(`a an the and or but nor of in on at by for with from to into onto upon over under between among
		during after before since until through throughout within without against about around across along near behind beyond
		above below as than that which who whom whose what when where why how if whether while because although though so
		i you he she it we they me him her us them my your his its our their mine hers theirs himself herself itself themselves
		this these those there here is are was were be been being am has have had having do does did done will would shall should can
		could may might must not no yes also only very too then thus such both either neither each every some any all most more
		less many much few several other another own same one's up down out off again further once just even ever never always often
		however including via per despite toward towards except like unlike`) {
		if _, ok := m[Hash(w)]; !ok {
			m[Hash(w)] = uint8(len(m) + 1)
		}
	}
	return m
}()

// ClosedWord returns the number of a closed-class word, or 0.
func ClosedWord(w string) uint8 { return closedWords[Hash(w)] }

// wordClasses gives the classes that go by list.
var wordClasses = func() map[uint32]Class {
	m := map[uint32]Class{}
	add := func(c Class, words string) {
		for w := range strings.FieldsSeq(words) {
			m[Hash(w)] = c
		}
	}
	add(Nationality, `american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian
		danish swedish norwegian finnish icelandic polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian
		belarusian lithuanian latvian estonian serbian croatian slovenian bosnian albanian macedonian montenegrin indian pakistani
		bangladeshi nepalese chinese japanese korean vietnamese thai indonesian malaysian filipino singaporean australian canadian
		mexican brazilian argentine argentinian chilean peruvian colombian venezuelan cuban jamaican egyptian israeli iranian persian iraqi
		syrian lebanese jordanian saudi arab arabic moroccan algerian tunisian libyan nigerian ghanaian kenyan ethiopian african
		european asian soviet yugoslav byzantine roman ottoman bengali tamil punjabi hindi jewish georgian armenian azerbaijani
		kazakh uzbek afghan mongolian tibetan taiwanese cambodian burmese bolivian ecuadorian uruguayan paraguayan dominican haitian
		maltese cypriot luxembourgish prussian bavarian flemish catalan basque scots latin ugandan tanzanian zimbabwean sudanese somali
		senegalese cameroonian ivorian angolan congolese rwandan zambian namibian kuwaiti qatari emirati omani yemeni hawaiian`)
	add(Month, `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
		oct nov dec januar februar märz mai juni juli oktober dezember
		января февраля марта апреля мая июня июля августа сентября октября ноября декабря
		январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
		يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر`)
	add(Weekday, `monday tuesday wednesday thursday friday saturday sunday`)
	add(NumberWord, `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
		nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half
		hundreds thousands millions billions first second third fourth fifth sixth seventh eighth ninth tenth quarter twice once
		zwei drei vier fünf sechs sieben acht neun zehn два три четыре пять шесть семь восемь девять десять`)
	add(Unit, `km kilometers kilometres kilometer kilometre miles mile meters metres meter metre feet foot ft inches inch cm mm m yards yard acres
		acre hectares hectare ha kg kilograms kilogram pounds pound lb lbs tons tonnes ton tonne grams gram dollars dollar euros euro cents
		cent yen rupees percent years year months month weeks week days day hours hour minutes minute seconds degrees celsius
		fahrenheit mph knots watts kw mw volts hz mhz ghz bytes kb mb gb litres liters gallons barrels people inhabitants residents
		votes seats points goals runs games episodes seasons copies students members times sq usd bc ad bce ce`)
	return m
}()

// irregular maps irregular forms to their base.
var irregular = func() map[string]string {
	m := map[string]string{}
	for line := range strings.FieldsSeq(`wrote:write written:write won:win sang:sing sung:sing made:make led:lead built:build began:begin begun:begin
		became:become gave:give given:give took:take taken:take held:hold found:find went:go gone:go came:come ran:run said:say got:get
		gotten:get knew:know known:know grew:grow grown:grow flew:fly flown:fly drew:draw drawn:draw drove:drive driven:drive rode:ride
		ridden:ride rose:rise risen:rise fell:fall fallen:fall fought:fight taught:teach thought:think bought:buy brought:bring caught:catch
		sold:sell told:tell left:leave kept:keep met:meet lost:lose sent:send spent:spend lent:lend meant:mean felt:feel stood:stand
		understood:understand spoke:speak spoken:speak broke:break broken:break chose:choose chosen:choose wore:wear worn:wear
		bore:bear born:birth birth:birth births:birth died:die dies:die dying:die death:die deaths:die dead:die deceased:die killed:kill
		married:marry marries:marry marriage:marry buried:bury burial:bury struck:strike shot:shoot sat:sit lay:lie lain:lie laid:lay paid:pay
		hid:hide hidden:hide beat:beat beaten:beat threw:throw thrown:throw swam:swim swum:swim saw:see seen:see showed:show shown:show
		men:man women:woman children:child people:person wives:wife lives:life cities:city countries:country series:series
		founder:found founders:found founded:found founding:found starring:star starred:star stars:star played:play plays:play
		wife:spouse husband:spouse spouse:spouse widow:spouse consort:spouse
		author:write writer:write writers:write authors:write authored:write novelist:write
		singer:sing singers:sing vocalist:sing performer:perform
		director:direct directors:direct directed:direct producer:produce producers:produce produced:produce
		composer:compose composers:compose composed:compose creator:create creators:create created:create
		owner:own owners:own owned:own manufacturer:manufacture manufacturers:manufacture developer:develop developers:develop
		invented:invent inventor:invent discovered:discover discoverer:discover winner:win winners:win winning:win
		headquartered:headquarter headquarters:headquarter released:release releases:release publication:publish published:publish publisher:publish
		leader:lead leaders:lead established:establish establishment:establish located:locate location:locate lies:locate situated:locate
		named:name names:name called:name employed:employ employer:employ educated:educate education:educate graduated:educate
		studied:study studies:study attended:attend citizenship:citizen nationality:citizen`) {
		form, base, _ := strings.Cut(line, ":")
		m[form] = base
	}
	return m
}()

// abbreviation reports the words that keep their full stop.
func abbreviation(s string) bool {
	switch s {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr", "Prof", "Gen", "Col", "Lt", "Capt", "Sgt", "Rev", "Hon", "Gov", "Sen", "Rep", "No", "Vol", "vs", "Ste", "Mt", "Ft", "Inc", "Ltd", "Co", "Corp", "Bros", "cf", "ca", "c", "approx", "est", "Op", "op", "ed", "etc":
		return true
	}
	return false
}
