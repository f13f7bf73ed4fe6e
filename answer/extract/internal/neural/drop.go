package neural

import "math/rand/v2"

// dropper sets numbers to zero at random, so that the network learns not to rely on one of them (Srivastava et al. 2014).
type dropper struct {
	rng *rand.Rand
}

// dropped of 256 numbers are set to zero; the others grow by as much.
const dropped = 26

// rows drops some of x and notes in mask by what each was multiplied. A nil dropper leaves x as it is.
func (d *dropper) rows(mask *[]float32, x []float32) {
	if d == nil {
		return
	}
	*mask = sized(*mask, len(x))
	bits := uint64(0)
	for i := range x {
		if i%8 == 0 {
			bits = d.rng.Uint64()
		}
		if byte(bits) >= dropped {
			(*mask)[i] = 256.0 / (256 - dropped)
		}
		bits >>= 8
		x[i] *= (*mask)[i]
	}
}
