package model

import "github.com/qcompiler/qcompiler/source"

// The codes of what this translator warns of.
const (
	TranslatorFallback source.Code = "translator-fallback"
	TranslatorNameLost source.Code = "translator-name-lost"
)

// Rules documents what this translator warns of.
func Rules() []source.Rule {
	return []source.Rule{
		{
			Code: TranslatorFallback, Severity: source.Warning,
			Title: "The model gave no plan, so the offline translator made one.",
			Doc: "The model server could not be reached or took too long, the budget did not allow a call, or what the model wrote was no valid " +
				"expression, also after it was told what is wrong with it. The message says which. The plan is the one that is made without a " +
				"model. Check the server and its address, raise the budget, or choose a larger model.",
		},
		{
			Code: TranslatorNameLost, Severity: source.Warning,
			Title: "The plan of the model leaves out a name that the question has.",
			Doc: "A name is a run of words with capitals, in quotation marks, or the title of a document. What the question names and no part of the " +
				"plan does is probably not looked up, and the answer may be to another question. Read the plan; ask in other words, take several " +
				"samples, or choose a larger model.",
		},
	}
}
