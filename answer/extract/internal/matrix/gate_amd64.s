#include "textflag.h"

DATA half<>+0(SB)/4, $0x3f000000
GLOBL half<>(SB), RODATA|NOPTR, $4

DATA one<>+0(SB)/4, $0x3f800000
GLOBL one<>(SB), RODATA|NOPTR, $4

DATA size<>+0(SB)/4, $0x7fffffff // all bits of a number but its sign
GLOBL size<>(SB), RODATA|NOPTR, $4

// GATED is what gate does with eight numbers of a row, from byte at on.
#define GATED(at, v) \
	VMOVUPS (128+at)(DX), v; \
	VANDPS Y15, v, Y4;       \
	VADDPS Y14, Y4, Y4;      \
	VDIVPS Y4, v, v;         \
	VMULPS Y13, v, v;        \
	VADDPS Y13, v, v;        \
	VMULPS at(DX), v, v;     \
	VADDPS at(SI), v, v;     \
	VMOVUPS v, at(DI)

// func gate(sum, x, y *float32, n int)
TEXT ·gate(SB), NOSPLIT, $0-32
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS half<>(SB), Y13
	VBROADCASTSS one<>(SB), Y14
	VBROADCASTSS size<>(SB), Y15

row:
	GATED(0, Y0)
	GATED(32, Y1)
	GATED(64, Y2)
	GATED(96, Y3)
	ADDQ $128, DI
	ADDQ $128, SI
	ADDQ $256, DX
	DECQ CX
	JNZ row
	VZEROUPPER
	RET

// SCALED is what scale does with eight numbers of a row, from byte at on.
#define SCALED(at, gain) \
	VMULPS at(SI), Y4, Y0;  \
	VMULPS gain, Y0, Y0;    \
	VMOVUPS Y0, at(DI)

// func scale(out, x, scales, gain *float32, n int)
TEXT ·scale(SB), NOSPLIT, $0-40
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ scales+16(FP), DX
	MOVQ gain+24(FP), R8
	MOVQ n+32(FP), CX
	VMOVUPS (R8), Y8
	VMOVUPS 32(R8), Y9
	VMOVUPS 64(R8), Y10
	VMOVUPS 96(R8), Y11

line:
	VBROADCASTSS (DX), Y4
	SCALED(0, Y8)
	SCALED(32, Y9)
	SCALED(64, Y10)
	SCALED(96, Y11)
	ADDQ $128, DI
	ADDQ $128, SI
	ADDQ $4, DX
	DECQ CX
	JNZ line
	VZEROUPPER
	RET
