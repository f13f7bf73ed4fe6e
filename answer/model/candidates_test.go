package model_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/llm"
)

func TestCandidatesOfTheOfflineComposer(t *testing.T) {
	const both = "Which actor stars in both Oakfall and Redmere?"
	config := model.Config{Model: llm.Func(nil)}
	with, err := model.NewComposer(config, compose.New(), false)
	require.NoError(t, err)
	assert.Equal(t, compose.New().Candidates(both), with.Candidates(both))
	assert.Zero(t, with.Candidates("Who directed Oakfall?"))
	without, err := model.NewComposer(config, nil, true)
	require.NoError(t, err)
	assert.Zero(t, without.Candidates(both))
}
