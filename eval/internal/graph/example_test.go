package graph_test

import (
	"fmt"

	"github.com/qcompiler/qcompiler/eval/internal/graph"
)

func ExampleIsomorphic() {
	chain := graph.Dependencies{{}, {0}, {1}}   // A * B {a} * C {b}
	reverse := graph.Dependencies{{1}, {2}, {}} // the same, told from its end
	fork := graph.Dependencies{{}, {0}, {0}}    // A * (B {a} + C {a})
	fmt.Println(graph.Isomorphic(chain, reverse), graph.Isomorphic(chain, fork))
	// Output: true false
}
