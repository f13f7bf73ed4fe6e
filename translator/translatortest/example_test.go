package translatortest_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/translator/offline"
	"github.com/qcompiler/qcompiler/translator/translatortest"
)

func ExampleScore() {
	cases, err := translatortest.Read(strings.NewReader(
		`{"id":"1","family":"chain","question":"When was the director of Jaws born?","expression":"Who directed Jaws * When was {director} born"}` + "\n" +
			`{"id":"2","family":"single","question":"How high is K2?","expression":"How high is K2"}` + "\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := translatortest.Score(context.Background(), offline.New(offline.Config{}), cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Right(), "of", len(cases))
	// Output: 2 of 2
}
