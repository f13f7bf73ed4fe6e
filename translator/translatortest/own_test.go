package translatortest_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/translator/offline"
	"github.com/qcompiler/qcompiler/translator/translatortest"
)

// wantRight is how many of the 200 plans the default translator must get right. It has no catalogue of titles. The first time that it ran, with
// learned brackets alone, 57 were right; the rules, when they first ran, got 172 by themselves.
const wantRight = 180

// TestOwnQuestions prints the score of the default translator by family, and its misses, with -v.
func TestOwnQuestions(t *testing.T) {
	report, err := translatortest.Score(context.Background(), offline.New(offline.Config{}), own(t))
	require.NoError(t, err)
	t.Logf("\n%s\n%s", report, report.Misses())
	assert.GreaterOrEqual(t, report.Right(), wantRight, "\n%s", report)
}
