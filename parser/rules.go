package parser

import "github.com/qcompiler/qcompiler/source"

// The codes of the syntax diagnostics.
const (
	OperandMissing  source.Code = "operand-missing"
	GroupEmpty      source.Code = "group-empty"
	ExpressionEmpty source.Code = "expression-empty"
	Internal        source.Code = "internal-error"
)

// Rules documents the diagnostics of this package: those of [Parse], then those of [Repair].
func Rules() []source.Rule { return append(syntaxRules(), RepairRules()...) }

func syntaxRules() []source.Rule {
	return []source.Rule{
		{
			Code: OperandMissing, Severity: source.Error,
			Title: "An operator has nothing on one of its sides.",
			Doc: "+ and * stand between two questions. Write the one that is missing, drop the operator, or write a backslash before the " +
				"sign if it is part of a text.",
			Bad: "Who directed Jaws +", Good: "Who directed Jaws + Who directed Alien",
		},
		{
			Code: GroupEmpty, Severity: source.Error,
			Title: "A group holds nothing.",
			Doc:   "Parentheses group questions, so there has to be one between them.",
			Bad:   "Who directed Jaws + ()", Good: "Who directed Jaws + (Who directed Alien)",
		},
		{
			Code: ExpressionEmpty, Severity: source.Error,
			Title: "The input is empty.",
			Doc:   "The input holds nothing but white space. The smallest expression is a question.",
			Bad:   " ", Good: "Who directed Jaws",
		},
		{
			Code: Internal, Severity: source.Error,
			Title: "QCompiler itself failed.",
			Doc:   "This never happens on account of an input. Please report it, with the expression.",
		},
	}
}
