package grammar

// Example is a question with the expression it is translated to.
type Example struct {
	Question string
	// Expression is the translation, and Letters its shape with a letter for each question in it.
	Expression, Letters string

	short bool // also in the short prompt
}

// Examples returns the examples of the prompt, the simplest first. Each compiles without a diagnostic.
func Examples() []Example {
	return []Example{
		{
			"What are the causes and effects of soil erosion?",
			"What are the causes and effects of soil erosion",
			"A",
			false,
		},
		{
			"Are the rivers Tagus and Vistula longer than 1,000 km?",
			"How long is the river Tagus + How long is the river Vistula",
			"A + B",
			true,
		},
		{
			"Where was the architect of the Sydney Opera House born?",
			"Who is the architect of the Sydney Opera House * Where was {architect} born",
			"A * B",
			true,
		},
		{
			"Who was born first, the author of Middlemarch or the author of Walden?",
			"Who is the author of Middlemarch * When was {author} born + Who is the author of Walden * When was {author} born",
			"A * B + C * D",
			true,
		},
		{
			"What is the currency of the country where the inventor of dynamite was born?",
			"Who is the inventor of dynamite * In which country was {inventor} born * What is the currency of {country}",
			"A * B * C",
			false,
		},
		{
			"For which company did the founders of Porsche and Ferrari both work?",
			"(Who is the founder of Porsche + Who is the founder of Ferrari) * For which company did {founder1} and {founder2} both work",
			"(A + B) * C",
			true,
		},
		{
			"When was the painter of Nighthawks born and where did he study?",
			"Who is the painter of Nighthawks * (When was {painter} born + Where did {painter} study)",
			"A * (B + C)",
			true,
		},
		{
			"Which label released the album Night + Day by the singer of Steppin' Out?",
			`Who is the singer of "Steppin' Out" * Which label released "Night + Day" by {singer}`,
			"A * B",
			false,
		},
	}
}

// mistake is something that looks right and is not.
type mistake struct{ wrong, right, why string }

// mistakes are what models get wrong most.
var mistakes = []mistake{
	{
		"Who directed Jaws + When was {director} born", "Who directed Jaws * When was {director} born",
		"parts joined by + do not see each other's answers",
	},
	{
		"Who directed Jaws * When was he born", "Who directed Jaws * When was {director} born",
		"a part after * names the answer it needs in braces",
	},
	{
		"When was {director of Jaws} born", "Who directed Jaws * When was {director} born",
		"a placeholder is filled by an earlier part, not looked up",
	},
}
