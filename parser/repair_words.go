package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words by which questions, labels, chat and refusals are told apart. They are closed classes, in the languages models answer in
// most; a language that is missing is told by its punctuation alone.

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Split(words, "|") {
		set[strings.TrimSpace(w)] = true
	}
	return set
}

// questionWords begin a question.
var questionWords = setOf("who|whom|whose|what|which|when|where|why|how|is|are|was|were|does|do|did|has|have|can|name|list|find|give|tell|identify|state|describe|explain|compare|count|determine|calculate|return|select|choose|" +
	"wer|wen|wem|wessen|welche|welcher|welches|welchem|welchen|wann|wo|woher|wohin|warum|wie|wieviel|" +
	"qui|que|quoi|quel|quelle|quels|quelles|quand|où|pourquoi|comment|combien|est-ce|" +
	"quién|quiénes|qué|cuál|cuáles|cuándo|dónde|cómo|cuánto|cuántos|cuánta|cuántas|" +
	"quem|qual|quais|quando|onde|como|quanto|quantos|chi|che|quale|quali|dove|perché|" +
	"кто|что|какой|какая|какое|какие|когда|где|куда|откуда|почему|как|сколько|чей|чья|" +
	"nennen|nenne|liste|gib|finde|nommez|citez|donnez|listez|trouvez|nombra|nombre|menciona|enumera|encuentra|назовите|назови|перечислите|укажите|найдите|опишите|" +
	"من|متى|أين|ما|ماذا|كم|كيف|هل|لماذا|أي|اذكر|اذكري")

// prepositions may stand before a question word.
var prepositions = setOf("in|on|at|for|from|of|to|by|with|under|en|dans|de|à|por|para|em|con|com|a|da|di|с|в|на|из|от|для|um|aus|von|zu|auf|an|für|mit|في|إلى")

// interrogatives ask, wherever they stand, in scripts without spaces and in Korean.
var interrogatives = []string{
	"谁", "誰", "什么", "什麼", "哪", "何", "几", "幾", "多少", "吗", "嗎", "怎", "いつ", "どこ", "どの", "どちら", "か?", "か？",
	"누구", "언제", "어디", "무엇", "어느", "몇", "무슨",
}

// expressionLabels name the thing that was asked for.
var expressionLabels = setOf("expression|expr|query|g[q]|gq|g(q)|answer|output|result|response|decomposition|plan|final|final answer|final expression|" +
	"final query|final output|corrected expression|g[q] expression|expression g[q]|query expression|decomposed query|decomposed question|assistant|ai|" +
	"model|bot|translation|" +
	"表达式|查询|查询表达式|答案|输出|结果|回答|表達式|最终答案|最终表达式|g[q]表达式|式|出力|答え|回答式|クエリ|표현식|출력|답변|답|쿼리|" +
	"ausdruck|anfrage|abfrage|antwort|ausgabe|ergebnis|expression finale|requête|réponse|résultat|sortie|" +
	"expresión|consulta|respuesta|salida|resultado|expressão|resposta|saída|espressione|risposta|" +
	"выражение|запрос|ответ|вывод|результат|итоговое выражение|التعبير|الاستعلام|الإجابة|الجواب|تعبير|النتيجة")

// turnLabels begin what a model wrote on behalf of somebody else, or the question it was given.
var turnLabels = setOf("question|q|user|human|input|original question|complex question|system|instruction|example|问题|用户|輸入|输入|質問|ユーザー|질문|사용자|" +
	"frage|nutzer|benutzer|eingabe|utilisateur|entrée|pregunta|usuario|entrada|pergunta|domanda|utente|вопрос|пользователь|السؤال|المستخدم|سؤال")

// remarkLabels begin an explanation.
var remarkLabels = setOf("explanation|note|notes|reasoning|breakdown|where|rationale|comment|comments|remark|justification|steps|analysis|thought|thoughts|" +
	"说明|解释|注|注意|备注|理由|分析|解説|補足|説明|설명|참고|erklärung|hinweis|begründung|erläuterung|explication|remarque|note bene|justificación|" +
	"explicación|nota|explicação|observação|spiegazione|пояснение|объяснение|примечание|الشرح|شرح|ملاحظة|التوضيح|توضيح")

// expressionWords say, inside a sentence that ends with a colon, that an expression follows.
var expressionWords = []string{
	"expression", "query", "g[q]", "decompos", "follow", "sub-question", "subquestion", "like this", "answer", "here is", "here's", "here are", "json", "break it down",
	"表达式", "如下", "以下", "分解", "答案", "結果", "结果", "表達式", "式", "次の", "표현식", "다음", "ausdruck", "abfrage", "folgt", "hier ist",
	"requête", "voici", "suivant", "expresión", "consulta", "siguiente", "aquí", "expressão", "aqui", "espressione", "ecco",
	"выражение", "запрос", "вот", "следующ", "التعبير", "إليك", "الاستعلام", "كالتالي", "التالي",
}

// chatQuestions ask the reader something that is not for the index.
var chatQuestions = []string{
	"would you like", "do you want", "shall i", "is there anything", "does this help", "does that help", "is this what", "what do you think", "anything else",
}

// chatOpeners begin a line that is talk.
var chatOpeners = []string{
	"sure", "certainly", "of course", "okay", "ok,", "ok.", "alright", "great", "absolutely", "here is", "here's", "here are", "here you go", "let's", "let me",
	"i would", "i will", "i'll", "i have", "i've", "i think", "i hope", "hope this", "happy to", "to answer", "to find", "to solve", "first,", "then,", "next,", "finally,",
	"based on", "given the", "so,", "so the", "thus", "therefore", "this ", "these ", "the expression", "the query", "the question", "the first", "the second",
	"the placeholder", "the answer", "the final", "the decompos", "the part", "the plan", "in this", "note that", "note:", "(note", "(this", "explanation", "where ", "each ", "it ", "we ", "step ",
	"after ", "please ", "if you", "feel free", "as requested", "both ", "option ", "alternatively", "or,", "or:", "draft", "thank", "you ",
	"好的", "当然", "以下", "这是", "下面", "首先", "该", "这个", "说明", "注意", "はい", "以下", "もちろん", "この", "これ", "네", "물론", "다음",
	"natürlich", "gerne", "hier ist", "klar", "selbstverständlich", "dieser", "diese", "dieses", "der ausdruck", "zuerst",
	"bien sûr", "voici", "certainement", "d'accord", "cette ", "cet ", "claro", "aquí", "por supuesto", "esta ", "este ", "aqui", "esta", "certo", "ecco",
	"конечно", "вот", "хорошо", "это ", "данное", "сначала", "بالتأكيد", "إليك", "بالطبع", "هذا", "حسنا", "حسنًا",
}

// remarkOpeners begin a sentence about the expression that came before it on the same line.
var remarkOpeners = []string{
	"this expression", "this query", "this first", "this finds", "this will", "this means", "this uses", "this takes", "this asks", "this decompos", "the expression", "the query", "here,", "here the", "note that",
	"note:", "explanation", "in this", "the placeholder", "the first part", "first,", "let me know", "hope this", "i hope",
	"dieser ausdruck", "cette expression", "esta expresión", "это выражение",
}

// refusals are words of a reply that declines.
var refusals = []string{
	"i'm sorry", "i’m sorry", "i am sorry", "i apologize", "sorry, ", "sorry but", "my apologies", "i can't", "i can’t", "i cannot", "i'm unable", "i’m unable", "i am unable", "i'm not able",
	"i am not able", "i won't", "as an ai", "unfortunately", "i don't have", "i do not have", "i don't know", "i do not know", "could you please", "can you please", "please provide", "please clarify",
	"n/a", "none", "null", "no expression", "not applicable", "cannot be decomposed", "error:",
	"抱歉", "对不起", "對不起", "很遗憾", "无法", "我不能", "申し訳", "すみません", "ごめん", "残念", "죄송", "미안",
	"es tut mir leid", "tut mir leid", "entschuldigung", "leider", "ich kann nicht", "ich kann diese", "je suis désolé", "désolé", "malheureusement", "je ne peux pas",
	"lo siento", "lamento", "no puedo", "desculpe", "sinto muito", "não posso", "mi dispiace", "non posso",
	"извините", "простите", "к сожалению", "я не могу", "عذر", "آسف", "أعتذر", "لا أستطيع", "لا يمكنني", "للأسف",
}

func hasAnyPrefix(text string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

func containsAny(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// opening returns the start of a text in lower case, without the marks that may stand before its first word.
func opening(text string) string {
	const most = 160
	text = strings.TrimLeftFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '(' && r != '{'
	})
	return strings.ToLower(firstBytes(strings.TrimLeft(text, "("), most))
}

func firstBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// startsQuestion reports whether a text begins as a question does.
func startsQuestion(text string) bool {
	first, rest := cutWord(opening(text))
	if questionWords[first] {
		return true
	}
	if second, _ := cutWord(rest); prepositions[first] && questionWords[second] {
		return true
	}
	return strings.HasPrefix(first, "qu'") || strings.HasPrefix(first, "d'où")
}

func cutWord(text string) (word, rest string) {
	text = strings.TrimLeft(text, " ")
	end := strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '\''
	})
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

// asks reports whether a text looks like a question.
func asks(text string) bool {
	if startsQuestion(text) {
		return true
	}
	text = strings.TrimRight(text, " \t\r\n)\"'*`”»」")
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") || strings.HasSuffix(text, "؟") || strings.HasSuffix(text, "ですか") || strings.HasSuffix(text, "ますか") || strings.HasSuffix(text, "たか") {
		return true
	}
	return asksUnspaced(text)
}

// asksUnspaced reports whether a text asks in a script where the word that asks may stand anywhere.
func asksUnspaced(text string) bool { return containsAny(text, interrogatives) }

// states reports whether a text ends as a statement does.
func states(text string) bool {
	text = strings.TrimRight(text, " \t\r\n)\"'*`_”»」")
	for _, end := range []string{".", "。", "!", "！", "．"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// refuses reports whether a text begins as a refusal does.
func refuses(text string) bool {
	start := opening(text)
	return hasAnyPrefix(start, refusals) || hasAnyPrefix(start, chatQuestions)
}

// chats reports whether a text begins as talk does.
func chats(text string) bool { return hasAnyPrefix(opening(text), chatOpeners) }

// words returns how many words a text has, up to most.
func words(text string, most int) int {
	n, in := 0, false
	for _, r := range text {
		space := unicode.IsSpace(r)
		if !space && !in {
			if n++; n >= most {
				return n
			}
		}
		in = !space
	}
	return n
}
