#include "textflag.h"

// func addBytesAVX2(sums *uint16, row *uint8, n int)
TEXT ·addBytesAVX2(SB), NOSPLIT, $0-24
	MOVQ sums+0(FP), DI
	MOVQ row+8(FP), SI
	MOVQ n+16(FP), CX

addBytes:
	VPMOVZXBW (SI), Y0
	VPADDW    (DI), Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $16, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNE       addBytes
	VZEROUPPER
	RET

// func activateAVX2(hidden *float32, sums *uint16, scales *float32, n int, bias int32)
TEXT ·activateAVX2(SB), NOSPLIT, $0-36
	MOVQ         hidden+0(FP), DI
	MOVQ         sums+8(FP), SI
	MOVQ         scales+16(FP), DX
	MOVQ         n+24(FP), CX
	VBROADCASTSS bias+32(FP), Y15
	VXORPS       Y14, Y14, Y14

activate:
	VPMOVZXWD (SI), Y0
	VPMOVZXWD 16(SI), Y1
	VPSUBD    Y15, Y0, Y0
	VPSUBD    Y15, Y1, Y1
	VCVTDQ2PS Y0, Y0
	VCVTDQ2PS Y1, Y1
	VMULPS    (DX), Y0, Y0
	VMULPS    32(DX), Y1, Y1
	VADDPS    (DI), Y0, Y0
	VADDPS    32(DI), Y1, Y1
	VMAXPS    Y14, Y0, Y0
	VMAXPS    Y14, Y1, Y1
	VMOVUPS   Y0, (DI)
	VMOVUPS   Y1, 32(DI)
	ADDQ      $32, SI
	ADDQ      $64, DX
	ADDQ      $64, DI
	SUBQ      $16, CX
	JNE       activate
	VZEROUPPER
	RET

// func addAVX2(sum, by *float32, n int)
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ sum+0(FP), DI
	MOVQ by+8(FP), SI
	MOVQ n+16(FP), CX

add:
	VMOVUPS (DI), Y0
	VADDPS  (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNE     add
	VZEROUPPER
	RET

// func addScaledAVX2(sum, x *float32, n int, f float32)
TEXT ·addScaledAVX2(SB), NOSPLIT, $0-28
	MOVQ         sum+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS f+24(FP), Y15

addScaled:
	VMULPS  (SI), Y15, Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNE     addScaled
	VZEROUPPER
	RET

// func addTwoAVX2(sum, a, b *float32, n int, e, f float32)
TEXT ·addTwoAVX2(SB), NOSPLIT, $0-40
	MOVQ         sum+0(FP), DI
	MOVQ         a+8(FP), SI
	MOVQ         b+16(FP), DX
	MOVQ         n+24(FP), CX
	VBROADCASTSS e+32(FP), Y14
	VBROADCASTSS f+36(FP), Y15

addTwo:
	VMULPS  (SI), Y14, Y0
	VMULPS  (DX), Y15, Y1
	VADDPS  Y1, Y0, Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DX
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNE     addTwo
	VZEROUPPER
	RET

// func raiseAVX2(most, x *float32, n int)
TEXT ·raiseAVX2(SB), NOSPLIT, $0-24
	MOVQ most+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX

raise:
	VMOVUPS (DI), Y0
	VMAXPS  (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNE     raise
	VZEROUPPER
	RET

// func dotAVX2(sum *[4]float32, a, b *float32, n int)
TEXT ·dotAVX2(SB), NOSPLIT, $0-32
	MOVQ    sum+0(FP), DI
	MOVQ    a+8(FP), SI
	MOVQ    b+16(FP), DX
	MOVQ    n+24(FP), CX
	VMOVUPS (DI), X0

dot:
	VMOVUPS (SI), X1
	VMULPS  (DX), X1, X1
	VADDPS  X1, X0, X0
	VMOVUPS 16(SI), X2
	VMULPS  16(DX), X2, X2
	VADDPS  X2, X0, X0
	ADDQ    $32, SI
	ADDQ    $32, DX
	SUBQ    $8, CX
	JNE     dot
	VMOVUPS X0, (DI)
	VZEROUPPER
	RET
