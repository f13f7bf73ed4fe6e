package lexer

import "github.com/qcompiler/qcompiler/source"

// The codes of the lexical diagnostics.
const (
	InvalidUTF8           source.Code = "invalid-utf8"
	ControlCharacter      source.Code = "control-character"
	BidiControl           source.Code = "bidi-control"
	QuoteUnpaired         source.Code = "quote-unpaired"
	OperatorInText        source.Code = "operator-in-text"
	OperatorRun           source.Code = "operator-run"
	OperatorInParentheses source.Code = "operator-in-parentheses"
	ParenthesisUnbalanced source.Code = "parenthesis-unbalanced"
	ParenthesisInText     source.Code = "parenthesis-in-text"
	BraceUnbalanced       source.Code = "brace-unbalanced"
	PlaceholderMalformed  source.Code = "placeholder-malformed"
	LimitInput            source.Code = "limit-input"
	LimitTokens           source.Code = "limit-tokens"
	LimitDepth            source.Code = "limit-depth"
)

// Rules documents the diagnostics of this package, in the order of the codes above.
func Rules() []source.Rule {
	return []source.Rule{
		{
			Code: InvalidUTF8, Severity: source.Error,
			Title: "The input holds bytes that are not valid UTF-8.",
			Doc: "Expressions are Unicode text in UTF-8. Bytes of another encoding (such as Latin-1 or UTF-16) would be read as " +
				"something else than was meant, so they are refused. Save the file as UTF-8, or delete the bytes.",
			Bad: "Who directed Am\xe9lie", Good: "Who directed Amélie",
		},
		{
			Code: ControlCharacter, Severity: source.Error,
			Title: "The input holds a control character.",
			Doc: "Tab, line feed, carriage return and the Unicode spaces are white space. No other control character (NUL, escape, " +
				"vertical tab, ...) has a place in a question, and one can make a terminal show something else than the text. Delete it.",
			Bad: "Who directed\x00Jaws", Good: "Who directed Jaws",
		},
		{
			Code: BidiControl, Severity: source.Error,
			Title: "The input holds a character that changes the reading direction.",
			Doc: "Bidirectional controls (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) can make an expression look " +
				"different from what is run. Right-to-left text reads well without them. Delete the character.",
			Bad: "Who directed \u202eJaws", Good: "Who directed Jaws",
		},
		{
			Code: QuoteUnpaired, Severity: source.Warning,
			Title: "A double quote has no partner and is taken as text.",
			Doc: "A double quote opens a quotation only at a start, after white space or after (, and closes one only before an end, white " +
				"space, punctuation or ). Between such a pair operators and parentheses are text. Any other double quote is a character " +
				"of the text, such as the inch sign. The warning is there because a forgotten closing quote leaves operators active. " +
				`Write \" to say that a lone quote is meant.`,
			Bad: `How long is a 5" pipe`, Good: `How long is a 5\" pipe`,
		},
		{
			Code: OperatorInText, Severity: source.Warning,
			Title: "An operator sign between letters of a script without spaces is text.",
			Doc: "An operator needs white space on both sides, so that C++ and M*A*S*H stay text. Where words are written without spaces, " +
				"as in Chinese, Japanese or Thai, it is easy to forget it, and full-width signs are never operators. The hint shows the form with spaces.",
			Bad: "《大白鲨》的导演是谁+《异形》的导演是谁", Good: "《大白鲨》的导演是谁 + 《异形》的导演是谁",
		},
		{
			Code: OperatorRun, Severity: source.Error,
			Title: "Several operator characters in a row are no operator.",
			Doc: "There are two operators, + and * (also written ×). A run such as ** or + + has no meaning. Write one of them, or put the " +
				"characters in double quotes if they are text.",
			Bad: "Who directed Jaws ** When was {director} born", Good: "Who directed Jaws * When was {director} born",
		},
		{
			Code: OperatorInParentheses, Severity: source.Error,
			Title: "An operator stands alone inside parentheses that belong to a text.",
			Doc: "Parentheses group only where an atom starts with ( and ends with the matching ). Everywhere else, as in Titanic (1997 film), " +
				"they are text, and text has no operators. Either the text was meant as a group, and something stands beside it that should " +
				`not, or the sign is text: then put it in double quotes or write a backslash before it.`,
			Bad: "What is (a + b) squared", Good: `What is "(a + b)" squared`,
		},
		{
			Code: ParenthesisUnbalanced, Severity: source.Error,
			Title: "A parenthesis has no partner.",
			Doc: `Parentheses balance, in groups and in text. Add the missing one, delete the one that is too many, or write \( or \) where a ` +
				"lone parenthesis is meant.",
			Bad: "Who directed Jaws + Who directed Alien )", Good: "(Who directed Jaws + Who directed Alien)",
		},
		{
			Code: ParenthesisInText, Severity: source.Warning,
			Title: "A full-width parenthesis has its partner in another question.",
			Doc: "Full-width parentheses, as Chinese and Japanese use them, are text: groups are written with ( and ). Where one has no partner in " +
				"the same question, a group was probably meant, and the plan is not the one that was meant.",
			Bad: "（甲的导演是谁 + 乙的导演是谁） * {导演1}和{导演2}谁更年长", Good: "(甲的导演是谁 + 乙的导演是谁) * {导演1}和{导演2}谁更年长",
		},
		{
			Code: BraceUnbalanced, Severity: source.Error,
			Title: "A brace has no partner, or braces are nested.",
			Doc:   `Braces hold the name of an answer, as in {director}. They do not nest. Write \{ and \} where the characters themselves are meant.`,
			Bad:   "Who directed Jaws * When was {{director}} born", Good: "Who directed Jaws * When was {director} born",
		},
		{
			Code: PlaceholderMalformed, Severity: source.Error,
			Title: "What stands between two braces is no name.",
			Doc: "A name has 1 to 64 characters: letters, marks and digits of any script, space, _, -, ', ’ and #, with at least one letter " +
				`or digit. {#2} and {2} name the second leaf. Write \{ and \} where the characters themselves are meant.`,
			Bad: "Who directed Jaws * When was {} born", Good: "Who directed Jaws * When was {director} born",
		},
		{
			Code: LimitInput, Severity: source.Error,
			Title: "The input is longer than the input limit.",
			Doc: "An expression is at most 64 KiB long unless the limit is raised. Expressions may come from a language model or a stranger, " +
				"so every size is bounded before any work is done.",
		},
		{
			Code: LimitTokens, Severity: source.Error,
			Title: "The expression has more tokens than the token limit.",
			Doc:   "An expression has at most 4,096 tokens (operators, parentheses, runs of words, placeholders) unless the limit is raised.",
		},
		{
			Code: LimitDepth, Severity: source.Error,
			Title: "Groups are nested deeper than the depth limit.",
			Doc: "Groups nest at most 64 deep unless the limit is raised. Nesting is counted before parsing, so that no input can exhaust the " +
				"stack.",
		},
	}
}
