package grammar

import "unicode"

// The lexer is written by hand, so participle does not know how a text is spelled. That is stated here, once, for people and for the
// generators; a test holds the lexer to it: every string these productions make is scanned as they say.

// spellings are the ways to write each token that is not a text, the usual one first.
var spellings = map[string][]string{
	"plus":   {"+"},
	"star":   {"*", "×"},
	"lparen": {"("},
	"rparen": {")"},
}

// remarks are the comments on the productions that participle knows.
var remarks = map[string]string{
	"Query":     "the start symbol",
	"List":      "independent of each other: they run in parallel",
	"Dependent": "a chain: each step uses answers of those before it",
	"Atomic":    "a question, or a group",
}

var (
	letter      = property{"L", unicode.L}
	mark        = property{"M", unicode.M}
	digit       = property{"Nd", unicode.Nd}
	blank       = property{"Zs", unicode.Zs}
	separator   = property{"Z", unicode.Z}
	control     = property{"Cc", unicode.Cc}
	bidiControl = property{"Bidi_Control", unicode.Bidi_Control}
)

// lexical are the productions of a text.
var lexical = []production{
	{"Text", repeated{item: reference("Segment"), some: true}, "white space at its ends does not count"},
	{
		"Segment",
		choice{reference("Words"), reference("Placeholder"), reference("Quotation"), reference("Parentheses")},
		"",
	},
	{"Words", repeated{item: reference("Character"), some: true}, ""},
	{
		"Character",
		choice{reference("Plain"), reference("Space"), reference("Escape"), reference("Backslash"), reference("Sign"), reference("Quote")},
		"",
	},
	{
		"Plain",
		class{except: true, properties: []property{control, separator, bidiControl}, chars: `+*×(){}\"“”„‟`},
		"",
	},
	{"Space", class{properties: []property{separator}, chars: "\t\n\r"}, ""},
	{"Escape", sequence{literal(`\`), reference("Special")}, "stands for the Special"},
	{
		"Special",
		choice{reference("Sign"), reference("Quote"), literal("("), literal(")"), literal("{"), literal("}"), literal(`\`)},
		"",
	},
	{"Backslash", literal(`\`), "where no Special follows"},
	{"Sign", choice{literal("+"), literal("*"), literal("×")}, "where it touches text; × also between digits"},
	{"Quote", choice{literal(`"`), reference("Curly")}, "where it makes no Quotation"},
	{"Curly", choice{literal("“"), literal("”"), literal("„"), literal("‟")}, ""},
	{
		"Quotation",
		choice{
			sequence{literal(`"`), reference("Quoted"), literal(`"`)},
			sequence{reference("Curly"), reference("Quoted"), reference("Curly")},
		},
		"opens after the start, white space or (; closes before the end, white space, punctuation or )",
	},
	{
		"Quoted",
		repeated{item: choice{reference("Words"), reference("Placeholder"), literal("("), literal(")")}},
		"here nothing is an operator",
	},
	{
		"Parentheses",
		choice{sequence{literal("("), literal(")")}, sequence{literal("("), reference("Text"), literal(")")}},
		"where more text stands beside them",
	},
	{"Placeholder", sequence{literal("{"), reference("Name"), literal("}")}, "{#2} and {2} name the second text"},
	{
		"Name",
		repeated{item: reference("NameCharacter"), some: true},
		"at most 64; a letter or digit among them",
	},
	{"NameCharacter", class{properties: []property{letter, mark, digit, blank}, chars: `_'’#-`}, ""},
}
