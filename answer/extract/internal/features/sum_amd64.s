#include "textflag.h"

// How many bytes the weights take, less two: no two bytes are read after that place.
#define LAST (1<<22)/4*3-2

// func sumCrossed(weights string, levels *[Levels]float32, hash uint32, keys []uint32, sum float32) float32
TEXT ·sumCrossed(SB), NOSPLIT, $0-68
	MOVQ weights_base+0(FP), SI
	MOVQ levels+16(FP), R8
	MOVL hash+24(FP), R9
	MOVQ keys_base+32(FP), DI
	MOVQ keys_len+40(FP), R10
	MOVSS sum+56(FP), X0
	MOVL $LAST, R11
	LEAQ (DI)(R10*4), R10
	CMPQ DI, R10
	JEQ done

next:
	MOVL (DI), AX
	XORL R9, AX
	IMUL3L $0x27d4eb2d, AX, AX
	MOVL AX, BX
	SHRL $15, BX
	XORL BX, AX
	IMUL3L $0x9E3779B1, AX, BX
	SHRL $7, BX
	XORL AX, BX
	ANDL $(1<<22-1), BX

	// The six bits begin at bit 6*BX: in the bytes DX and DX+1, CX bits from there.
	LEAL (BX)(BX*2), CX
	ADDL CX, CX
	MOVL CX, DX
	SHRL $3, DX
	CMPL DX, R11
	CMOVLHI R11, DX
	LEAL (DX*8), BX
	SUBL BX, CX
	MOVWLZX (SI)(DX*1), BX
	SHRL CX, BX
	ANDL $63, BX
	ADDSS (R8)(BX*4), X0
	ADDQ $4, DI
	CMPQ DI, R10
	JNE next

done:
	MOVSS X0, ret+64(FP)
	RET
