package parser

import "github.com/qcompiler/qcompiler/source"

// The codes of what Repair changed, and of what it could not.
const (
	RepairCharacters  source.Code = "repair-characters"
	RepairEntity      source.Code = "repair-entity"
	RepairReasoning   source.Code = "repair-reasoning"
	RepairTemplate    source.Code = "repair-template"
	RepairFence       source.Code = "repair-fence"
	RepairJSON        source.Code = "repair-json"
	RepairTag         source.Code = "repair-tag"
	RepairQuotes      source.Code = "repair-quotes"
	RepairLabel       source.Code = "repair-label"
	RepairProse       source.Code = "repair-prose"
	RepairList        source.Code = "repair-list"
	RepairLetters     source.Code = "repair-letters"
	RepairTruncated   source.Code = "repair-truncated"
	RepairBracket     source.Code = "repair-bracket"
	RepairOperator    source.Code = "repair-operator"
	RepairSpacing     source.Code = "repair-spacing"
	RepairDangling    source.Code = "repair-dangling"
	RepairPlaceholder source.Code = "repair-placeholder"

	RepairNoExpression source.Code = "repair-no-expression"
	RepairConflict     source.Code = "repair-conflict"
	RepairUnmendable   source.Code = "repair-unmendable"
)

// RepairRules documents the diagnostics of [Repair]. Bad is a reply that gives the diagnostic, and Good what it becomes, or, where it
// is an error, what it should have been.
func RepairRules() []source.Rule {
	const (
		note    = source.Note
		warning = source.Warning
		failed  = source.Error
		jaws    = "Who directed Jaws * When was {director} born"
	)
	return []source.Rule{
		{
			Code: RepairCharacters, Severity: note,
			Title: "Characters that nobody can see were taken out of a reply.",
			Doc: "Byte order marks, zero-width spaces, direction marks, control characters and terminal colours mean nothing in a question, and " +
				"can keep an operator from standing alone. A backslash and n where a line ends is read as a line feed.",
			Bad: "\ufeff" + jaws, Good: jaws,
		},
		{
			Code: RepairEntity, Severity: note,
			Title: "An HTML entity was read as the character it stands for.",
			Doc:   "Some models answer in HTML and write &amp; for & and &#43; for +. A reply that speaks of HTML keeps its entities.",
			Bad:   "Who founded Marks &amp; Spencer", Good: "Who founded Marks & Spencer",
		},
		{
			Code: RepairReasoning, Severity: note,
			Title: "Reasoning was taken off a reply.",
			Doc: "A model that reasons puts it in <think> and </think> or the like. What comes after is the answer. Reasoning that never ends is " +
				"an error: the model had no room left for its answer.",
			Bad: "<think>First the director.</think>" + jaws, Good: jaws,
		},
		{
			Code: RepairTemplate, Severity: note,
			Title: "Marks of a chat template were taken off a reply.",
			Doc: "A server with the wrong template lets marks such as <|im_end|> through. What a model writes after the mark that ends its turn is " +
				"not part of the answer.",
			Bad: jaws + "<|im_end|>", Good: jaws,
		},
		{
			Code: RepairFence, Severity: note,
			Title: "The expression was taken out of a code block or of backticks.",
			Doc: "The block may name a language, and may lack its end where the reply was cut off. Of several blocks it is the one with operators " +
				"or placeholders; if two of those differ, it is an error.",
			Bad: "```\n" + jaws + "\n```", Good: jaws,
		},
		{
			Code: RepairJSON, Severity: note,
			Title: "The expression was taken out of JSON.",
			Doc: "It is looked for under keys such as expression, query and answer. The JSON may have slips: single quotes, quotes inside that " +
				"were not escaped, or no end.",
			Bad: `{"expression": "` + jaws + `"}`, Good: jaws,
		},
		{
			Code: RepairTag, Severity: note,
			Title: "The expression was taken out of a tag.",
			Doc:   "Tags such as <expression> and <answer> hold the expression, wherever they stand; <pre> and <code> only around the whole reply.",
			Bad:   "<expression>" + jaws + "</expression>", Good: jaws,
		},
		{
			Code: RepairQuotes, Severity: note,
			Title: "Quotes, bold or a block quote around the expression were taken off.",
			Doc: "In an expression a double quote makes text of the operators in it, so quotes around the whole would make one question of it. " +
				"They come off where they stand around the whole expression, or each of its questions. A title in quotes keeps them.",
			Bad: `"` + jaws + `"`, Good: jaws,
		},
		{
			Code: RepairLabel, Severity: note,
			Title: "A label or a preface before the expression was taken off.",
			Doc: "Such as Expression:, **G[q]:**, A: after a question, or Sure! Here is the expression:, also in other languages. Where each question " +
				"has a label and they count up, as in Step 1: ... * Step 2: ..., all come off.",
			Bad: "Expression: " + jaws, Good: jaws,
		},
		{
			Code: RepairProse, Severity: note,
			Title: "Talk before or after the expression was taken off.",
			Doc: "A line with operators or placeholders is the expression; lines that explain, announce or offer help are not, nor is a comment at " +
				"the end of a line, as in # the chain. With two expressions that differ it is an error.",
			Bad: jaws + "\n\nLet me know if you need anything else!", Good: jaws,
		},
		{
			Code: RepairList, Severity: source.Warning,
			Title: "The marks of a list were taken off, or its questions joined.",
			Doc: "Questions that stand one below the other are joined by * where each but the first has a placeholder or names another, as #1 " +
				"does, and by + where none has. Where several stand alone and the rest name theirs by number, the first are a group. In any other case " +
				"nobody can tell, and it is an error.",
			Bad: "1. Who directed Jaws\n2. When was {director} born", Good: jaws,
		},
		{
			Code: RepairLetters, Severity: warning,
			Title: "Questions were written in place of letters.",
			Doc: "Some models write the shape of an expression with letters and explain them below. {A} becomes the number of the leaf that A " +
				"stands for. A letter that is not explained is an error.",
			Bad: "A * B\nA: Who directed Jaws\nB: When was {A} born", Good: "Who directed Jaws * When was {#1} born",
		},
		{
			Code: RepairTruncated, Severity: warning,
			Title: "The reply was cut off.",
			Doc: "JSON that ends inside the expression, or a group that was opened and never filled. What is there is used; the end may be missing. " +
				"Give the model room for a longer answer.",
			Bad: `{"expression": "` + jaws, Good: jaws,
		},
		{
			Code: RepairBracket, Severity: warning,
			Title: "A bracket was closed, dropped, or read as another kind.",
			Doc: "A parenthesis that is never closed is closed at the end of its question, at the end of the expression, or before the last *, if " +
				"the step after it takes two answers. One that closes nothing is dropped where that leaves the groups as they " +
				"are; before a step that takes two answers it ends a group from the start, and before one that takes one answer it is an error. [ ], { } and （ ） around several questions are a group.",
			Bad: "Who directed Jaws * (When was {director} born", Good: "Who directed Jaws * (When was {director} born)",
		},
		{
			Code: RepairOperator, Severity: warning,
			Title: "Another sign was read as an operator, or an operator as text.",
			Doc: "→, ·, ⊕, AND, THEN, && and the like are read as * or + only where nothing else fits: between two questions, or before a placeholder " +
				"that would have no answer to take. ** is read as *. An operator in a formula, as in (a + b), is text.",
			Bad: "Who directed Jaws → When was {director} born", Good: jaws,
		},
		{
			Code: RepairSpacing, Severity: warning,
			Title: "Spaces were put around an operator.",
			Doc:   "An operator needs white space on both sides. Without it, it is text, unless what stands on both sides begins as a question.",
			Bad:   "Who directed Jaws*When was {director} born", Good: jaws,
		},
		{
			Code: RepairDangling, Severity: warning,
			Title: "An operator or a group with nothing to work on was dropped.",
			Doc:   "A reply that ends with an operator was often cut off, or is a list with one sign too many.",
			Bad:   jaws + " *", Good: jaws,
		},
		{
			Code: RepairPlaceholder, Severity: warning,
			Title: "Another notation was read as a placeholder.",
			Doc: "{{x}} and {x.y} are always a placeholder; <x>, [x] and #1 only in a step after * that has none; ${x} only where it is not money. " +
				"Braces that are not closed are closed after the first word. A name that means a leaf by its letter or number, such as {A}, {Q1}, " +
				"{answer 1} or {#1.name}, becomes its number, {#1}: unless one such name has no leaf to its left, or a leaf speaks of the thing, as in " +
				"What was the revenue in Q1 * What is {Q1} in euros.",
			Bad: "Who directed Jaws * When was <director> born", Good: jaws,
		},
		{
			Code: RepairNoExpression, Severity: failed,
			Title: "The reply holds no expression.",
			Doc: "It is a refusal, an answer, a program, or talk. For the grammar almost any text is one question, so a text that stands alone is taken " +
				"for one only if it does not end as a statement does. Ask the model again.",
			Bad: "I'm sorry, I can't help with that.", Good: jaws,
		},
		{
			Code: RepairConflict, Severity: failed,
			Title: "The reply holds two expressions that differ.",
			Doc:   "Nothing says which of them is meant, as Final expression: would. Ask the model for one.",
			Bad:   jaws + "\n\nOr:\n\nWho made Jaws * When was {maker} born", Good: jaws,
		},
		{
			Code: RepairUnmendable, Severity: failed,
			Title: "The reply cannot be mended.",
			Doc:   "The message says why. A repair that could be wrong is not made. Ask the model again.",
			Bad:   "Who directed Jaws * When was {dir", Good: jaws,
		},
	}
}
