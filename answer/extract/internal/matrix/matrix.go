// Package matrix multiplies small dense matrices of float32 in a fixed order of additions, so that every machine comes to the same
// result: with vector instructions where the processor has them, else in plain Go.
package matrix

// Lane is how many columns are worked on at a time: widths are multiples of it.
const Lane = 32

// MulAdd adds the product of a and b to c. a is m by k; element (i, l) stands at a[i*rowStep+l*colStep], so that a transposed matrix, or
// overlapping windows of one, can be passed as they are. b is k by n, c is m by n, both row after row; n is a multiple of [Lane].
func MulAdd(c, a, b []float32, m, k, n, rowStep, colStep int) {
	if m == 0 || k == 0 || n == 0 {
		return
	}
	_ = c[m*n-1]
	_ = b[k*n-1]
	_ = a[(m-1)*rowStep+(k-1)*colStep]
	if n%Lane != 0 {
		panic("matrix: the width is no multiple of Lane")
	}
	i := 0
	if vector {
		for ; i+1 < m; i += 2 {
			for j := 0; j < n; j += Lane {
				lanes2(&c[i*n+j], &a[i*rowStep], &b[j], k, colStep*4, n*4, n*4, rowStep*4)
			}
		}
	}
	for ; i < m; i++ {
		for j := 0; j < n; j += Lane {
			if vector {
				lanes(&c[i*n+j], &a[i*rowStep], &b[j], k, colStep*4, n*4)
			} else {
				lanesGo(c[i*n+j:][:Lane], a[i*rowStep:], b[j:], k, colStep, n)
			}
		}
	}
}

// lanesGo adds the sum of a[l*aStep] times a row of b to c, for k rows that stand bStep apart. The conversion keeps the compiler from
// joining the product and the sum into one instruction that rounds once, which some processors have and some have not.
func lanesGo(c, a, b []float32, k, aStep, bStep int) {
	for l := range k {
		x := a[l*aStep]
		row := b[l*bStep:][:Lane]
		for j := range row {
			c[j] += float32(x * row[j])
		}
	}
}

// Transpose writes the transposed of a, which is m by n row after row, to t.
func Transpose(t, a []float32, m, n int) {
	for i := range m {
		for j, v := range a[i*n : i*n+n] {
			t[j*m+i] = v
		}
	}
}
