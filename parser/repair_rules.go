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
