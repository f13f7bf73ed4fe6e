package matrix

// Gate adds to each row of x the first half of a row of y, let through as far as the second half says: sum = x + a*(1+soft(g))/2. Rows of x and of
// sum are Lane wide, those of y twice that.
func Gate(sum, x, y []float32) {
	n := len(sum) / Lane
	if n == 0 {
		return
	}
	sum, x, y = sum[:n*Lane], x[:n*Lane], y[:n*2*Lane]
	if vector {
		gate(&sum[0], &x[0], &y[0], n)
		return
	}
	gateGo(sum, x, y)
}

func gateGo(sum, x, y []float32) {
	for i := 0; i < len(sum); i += Lane {
		a, g := y[2*i:][:Lane], y[2*i+Lane:][:Lane]
		for j := range Lane {
			share := 0.5 + float32(0.5*Soft(g[j]))
			sum[i+j] = x[i+j] + float32(a[j]*share)
		}
	}
}

// Soft squashes x to between -1 and 1.
func Soft(x float32) float32 {
	if x < 0 {
		return x / (1 - x)
	}
	return x / (1 + x)
}

// Scale writes each row of x, times its scale and times the gain of each column, to out. Rows are Lane wide.
func Scale(out, x, scales, gain []float32) {
	n := len(scales)
	if n == 0 {
		return
	}
	out, x, gain = out[:n*Lane], x[:n*Lane], gain[:Lane]
	if vector {
		scale(&out[0], &x[0], &scales[0], &gain[0], n)
		return
	}
	scaleGo(out, x, scales, gain)
}

func scaleGo(out, x, scales, gain []float32) {
	for i, s := range scales {
		row := x[i*Lane:][:Lane]
		for j := range row {
			out[i*Lane+j] = row[j] * s * gain[j]
		}
	}
}
