package walltime_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/walltime"
)

func TestShareOfTheTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		whole, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		time.Sleep(20 * time.Second)
		part, cancel := walltime.Share(whole, 0.5)
		defer cancel()
		deadline, ok := part.Deadline()
		assert.True(t, ok)
		assert.Equal(t, 20*time.Second, time.Until(deadline))

		part, cancel = walltime.Share(t.Context(), 0.5)
		defer cancel()
		_, ok = part.Deadline()
		assert.False(t, ok, "without a deadline there is nothing to share")
	})
}

func TestSpent(t *testing.T) {
	assert.Zero(t, walltime.Spent(t.Context()))
	outer := walltime.WithSpent(t.Context(), 3*time.Second)
	assert.Equal(t, 3*time.Second, walltime.Spent(outer))
	assert.Zero(t, walltime.Spent(walltime.WithSpent(outer, -time.Second)), "the innermost counts, and time is not given back")
}
