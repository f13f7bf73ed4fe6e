package main

import (
	"fmt"
	"slices"
	"sync"
)

// probe measures the brackets alone, on two folds with no sub-question shared: enough to compare settings.
func probe(all []*sample) {
	const parts = 2
	var lock sync.Mutex
	cells := make(map[string]*cell)
	var wait sync.WaitGroup
	for k := range uint32(parts) {
		wait.Go(func() {
			base := fitted(all, func(s *sample) bool { return fold(s.record.group, foldCount) != k })
			for _, lean := range []float32{0, -1, -2} {
				m := base.Lean(lean)
				for i, s := range all {
					if fold(s.record.group, foldCount) != k || s.record.source == "squad" && i%3 != 0 || s.record.source == "break" {
						continue
					}
					found := m.Search(s.row)
					right := found[0].Form == s.form
					lock.Lock()
					for _, key := range []string{fmt.Sprint(lean, s.record.source), fmt.Sprint(lean, s.record.source, " ", s.record.Type)} {
						if cells[key] == nil {
							cells[key] = &cell{}
						}
						cells[key].all++
						if right {
							cells[key].right++
						}
					}
					lock.Unlock()
				}
			}
		})
	}
	wait.Wait()
	keys := make([]string, 0, len(cells))
	for k := range cells {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		fmt.Printf("| %s | %s |\n", k, cells[k])
	}
}
