package model

import (
	"context"
	"fmt"

	"github.com/qcompiler/qcompiler/translator"
)

// Auto returns a translator that takes what first makes of a question where it is at least as sure as threshold, and asks second
// where it is not. Where second fails, the plan of first stands.
func Auto(first, second translator.Translator, threshold float64) translator.Translator {
	return translator.Func(func(ctx context.Context, question string) (translator.Translation, error) {
		t, err := first.Translate(ctx, question)
		if err != nil || t.Confidence >= threshold {
			return t, err
		}
		why := fmt.Sprintf("the offline translator was unsure (%.2f, less than %.2f), so the model was asked", t.Confidence, threshold)
		other, err := second.Translate(ctx, question)
		if err != nil {
			if ctx.Err() != nil {
				return t, ctx.Err()
			}
			t.Explanation = append([]string{why + ", but failed: " + err.Error()}, t.Explanation...)
			return t, nil
		}
		other.Explanation = append([]string{why}, other.Explanation...)
		return other, nil
	})
}
