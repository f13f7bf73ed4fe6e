package main

import "strings"

// wordings phrases a slot: the slot form itself first, then questions as a person or the translator would put them.
func wordings(subject, relation string) []string {
	list := []string{subject + " >> " + relation}
	if t, ok := templates[relation]; ok {
		for _, w := range t {
			list = append(list, strings.ReplaceAll(w, "$", subject))
		}
		return list
	}
	return append(list, "What is the "+relation+" of "+subject+"?", "What is "+subject+"'s "+relation+"?")
}

var templates = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(templateTable) {
		relation, rest, ok := strings.Cut(strings.TrimSpace(line), "|")
		if ok {
			m[relation] = strings.Split(rest, "|")
		}
	}
	return m
}()

const templateTable = `
director|Who is the director of $?|Who directed $?|Who is the director of the film $?|Who was $ directed by?|$ was directed by whom?
date of birth|When was $ born?|What is the date of birth of $?|What is $'s date of birth?|On what date was $ born?|When was $'s birthday?|In what year was $ born?|The birth date of $ is when?
date of death|When did $ die?|What is the date of death of $?|What is $'s date of death?|On what date did $ die?|In what year did $ die?|When did $ pass away?
place of birth|Where was $ born?|What is the place of birth of $?|What is $'s place of birth?|In which city was $ born?|What city was $ born in?|In what town was $ born?|Which city was the birthplace of $?|Where was $ from?
place of death|Where did $ die?|What is the place of death of $?|What is $'s place of death?|In what city did $ die?|In which city did $ die?|In what place did $ die?|Where did $ pass away?
place of burial|Where is $ buried?|Where was $ buried?|What is the place of burial of $?
cause of death|What was the cause of death of $?|How did $ die?|What did $ die of?|Why did $ die?
country of citizenship|What is the nationality of $?|What is $'s country of citizenship?|Which country is $ from?|What country is $ a citizen of?|What nationality is $?|What was the nationality of $?|What is $'s nationality?
father|Who is the father of $?|Who was $'s father?|Who is $'s father?|Who was the father of $?|What is the name of $'s father?
mother|Who is the mother of $?|Who was $'s mother?|Who is $'s mother?|Who was the mother of $?|What is the name of $'s mother?
spouse|Who is the spouse of $?|Who is $'s spouse?|Who did $ marry?|Who was $ married to?|Who is the husband of $?|Who is the wife of $?|Who was $'s husband?|Who was $'s wife?|What is the name of $'s spouse?|To whom was $ married?|Who was the spouse of $?
child|Who is the child of $?|Who is $'s child?|Who is the son of $?|Who is the daughter of $?|Who is a child of $?|Who was the child of $?|What is the name of $'s child?|Who is $ the father of?|Who is $ the mother of?
sibling|Who is the sibling of $?|Who is $'s brother?|Who is $'s sister?|Who is a sibling of $?|Who was the brother of $?
producer|Who is the producer of $?|Who produced $?|Who was $ produced by?|Which producer made $?
screenwriter|Who is the screenwriter of $?|Who wrote the screenplay of $?|Who wrote $?
composer|Who is the composer of $?|Who composed $?|Who composed the music of $?|Who wrote the music for $?
author|Who is the author of $?|Who wrote $?|Who was $ written by?
lyrics by|Who wrote the lyrics of $?|Who is the lyricist of $?
performer|Who is the performer of $?|Who performed $?|Who sang $?|Which artist performed $?|Who released $?|Which band performed $?|Who recorded $?|Who is $ by?
cast member|Who is a cast member of $?|Who starred in $?|Who plays in $?|Who is in the cast of $?|Who acted in $?|Who featured in $?|Which actor appears in $?|What star appeared in $?
creator|Who is the creator of $?|Who created $?|Who designed $?|Who is $ by?|Who was $ made by?|Who painted $?|The maker of $ was who?
founded by|Who founded $?|Who is the founder of $?|Who was $ founded by?|Who established $?
inception|When was $ founded?|When was $ established?|What is the inception date of $?|When was $ formed?|In what year was $ created?|When was $ created?|What year was $ started?|What year was $ founded?
publication date|When was $ released?|When was $ published?|What is the publication date of $?|When did $ come out?|What is the release date of $?|In what year was $ released?
country|What country is $ in?|What is the country of $?|Which country is $ located in?|In which country is $?|Which country is $ in?|Which was the country of $?|What nation is $ in?
country of origin|What is the country of origin of $?|Which country is $ from?|Where does $ come from?|What country does $ come from?|Which country released $?|Which country was $ made in?|What country was $ from?
located in the administrative territorial entity|Where is $ located?|Which county is $ in?|What state is $ located in?|In which district is $?|What region is $ located in?|Where is $?|In which state is $?|In which state is $ located?|What city is $ in?|What city is $ located in?|In which county is $ located?|Which province is $ in?
contains administrative territorial entity|Which town is in $?|What does $ contain?
capital|What is the capital of $?|Which city is the capital of $?
capital of|What is $ the capital of?|Of which country is $ the capital?
headquarters location|Where is the headquarters of $?|Where is $ headquartered?|In which city is $ based?|What city are the headquarters of $ in?|What city is $ based in?|Where is $ based?|Which city is $ from?
location of formation|Where was $ formed?|Where was $ founded?|In which city did $ form?|What city was $ formed in?|What city is $ from?
location|Where is $?|Where is $ located?|What is the location of $?
employer|Who is the employer of $?|Where did $ work?|Who did $ work for?|Which organization employed $?|Where did $ teach?|What organization did $ work for?
educated at|Where was $ educated?|Where did $ study?|Which university did $ attend?|Where did $ go to school?|What school did $ go to?|What university did $ attend?|Which college did $ go to?|Where did $ graduate?|The college that $ attended was what?
education degree|What degree did $ receive?|What is $'s degree?|Which academic degree does $ hold?
member of sports team|What team does $ play for?|Which team is $ a member of?|What is $'s team?|Which club did $ play for?|What team did $ play for?|What team does $ belong to?|Which team was $ on?
member of political party|Which political party is $ a member of?|What party did $ belong to?|What is $'s political party?
member of|What is $ a member of?|Which group does $ belong to?|Which band is $ in?
position played on team / speciality|What position does $ play?|What is $'s position?
position held|What office did $ hold?|What position did $ hold?
religion|What is the religion of $?|What religion does $ follow?
award received|What award did $ receive?|Which award did $ win?|What prize was $ given?|What recognition did $ receive?|What was $ awarded?|Which honor did $ get?
record label|What is the record label of $?|Which label is $ signed to?|What label released $?|What was the record label of $?|Which record label released $?|What label was $ on?
genre|What is the genre of $?|What genre is $?
part of|What is $ part of?|What does $ belong to?|What is $ a part of?|$ is a part of what?|$ is a branch of what?
part of the series|What series is $ part of?|Which series does $ belong to?|What series is $ from?|$ is part of what series?
instance of|What is $?|What kind of thing is $?|What is $ an instance of?|What sort of thing is $?
operator|Who operates $?|Who is the operator of $?|Which company operates $?
owned by|Who owns $?|Who is the owner of $?|Which company owns $?|What company owns $?|Who was the owner of $?
manufacturer|Who makes $?|Who is the manufacturer of $?|Which company manufactures $?|Who manufactured $?|What company makes $?|Who made $?|Which company made $?|What company built $?
developer|Who developed $?|Who is the developer of $?|What company developed $?
publisher|Who published $?|Who is the publisher of $?
shares border with|What borders $?|What does $ border?|What shares a border with $?
named after|Who is $ named after?|What is $ named after?|Who is the namesake of $?|Who was $ named for?|What is the origin of the name of $?|After whom is $ named?|$ was named for whom?
licensed to broadcast to|Where is $ licensed to broadcast?|What city is $ licensed to broadcast to?
winner|Who won $?|Who is the winner of $?|Who was the winner of $?|Who was the champion of $?
followed by|What followed $?|What came after $?|Who succeeded $?|Who is the successor of $?
follows|What does $ follow?|What came before $?|Who preceded $?|Who is the predecessor of $?
mouth of the watercourse|What does $ flow into?|Where is the mouth of $?|Which river does $ flow into?|What is $ a tributary of?|What river does $ flow into?|Where does $ end?
basin country|Which country is the basin of $ in?
head of government|Who is the head of government of $?|Who is the mayor of $?|Who is the prime minister of $?
head of state|Who is the head of state of $?|Who is the president of $?|Who is the king of $?
official language|What is the official language of $?|Which language is spoken in $?
languages spoken, written or signed|What language does $ speak?|Which language did $ write in?|In what language did $ write?|What language was used by $?
original language of film or TV show|What is the original language of $?|What language is $ in?|In what language is $?|What language was $ in?
original network|Which network aired $?|What network is $ on?|What is the original network of $?|Who aired $?|Who broadcast $?|Which channel broadcast $?|What station aired $?
production company|Which company produced $?|What is the production company of $?
characters|Who is a character in $?|Which character appears in $?|What character is in $?|Which character is $ about?
present in work|Which work does $ appear in?|What is $ a character in?
notable work|What is $ known for?|What is a notable work of $?|What is $'s notable work?
conflict|In which war did $ fight?|What conflict was $ in?|Which war did $ serve in?|In what war did $ fight?|What war was $ in?
military branch|Which branch did $ serve in?|What is the military branch of $?
military rank|What is the military rank of $?|What rank did $ hold?
league|What league does $ play in?|Which league is $ in?|What league was $ in?|In which league does $ play?|Which is the league of $?
constellation|Which constellation is $ in?|What is the constellation of $?
crosses|What does $ cross?|Which river does $ cross?
voice type|What is the voice type of $?|What type of voice does $ have?
sport|What sport does $ play?|Which sport is $?
competition class|What is the competition class of $?|In what class does $ compete?
main subject|What is $ about?|What is the main subject of $?
located in or next to body of water|Which body of water is $ next to?|What river is $ on?|Which lake is $ in?
located on terrain feature|Which island is $ on?|What terrain feature is $ located on?|What mountain range is $ in?
continent|What continent is $ in?|On which continent is $?
student of|Who was the teacher of $?|Who did $ study under?
place of detention|Where was $ imprisoned?|Where was $ detained?
residence|Where does $ live?|Where did $ live?|What city did $ live in?
work location|Where does $ work?|In what city did $ work?
participant|Who took part in $?|Who participated in $?
participant of|What did $ take part in?|Which event did $ participate in?
participant in|What did $ take part in?|Which event did $ participate in?
platform|What platform is $ on?|Which platform was $ released for?
start time|When did $ start?|When did $ begin?
end time|When did $ end?
point in time|When did $ take place?|When was $?|When did $ happen?
dissolved, abolished or demolished date|When was $ dissolved?|When was $ demolished?|When was $ abolished?|What year did $ end?|When was $ closed?|In what year was $ dissolved?
replaced by|What replaced $?|What was $ replaced by?
replaces|What did $ replace?
parent organization|What is the parent organization of $?|What is the parent company of $?|What company is $ part of?|What company does $ belong to?
subsidiary|What is a subsidiary of $?
chairperson|Who is the chairperson of $?|Who chaired $?
ethnic group|What ethnic group lives in $?|What is the ethnicity of $?
influenced by|Who influenced $?|Who was $ influenced by?|Who was an influence on $?
legislative body|What is the legislative body of $?|What is the parliament of $?
product or material produced|What does $ produce?|What product does $ make?
narrative location|Where is $ set?|Where does $ take place?
occupant|Who occupies $?|Which team plays at $?
applies to jurisdiction|What does $ apply to?|Which jurisdiction does $ apply to?
has part|What is part of $?|Who is a member of $?
parent taxon|What is the parent taxon of $?|Which genus does $ belong to?
subclass of|What is $ a kind of?
editor|Who is the editor of $?|Who edited $?
presenter|Who presents $?|Who hosts $?
`
