// Package vec adds up, scales and compares rows of numbers. On a processor with AVX2 it takes
// several at once, and computes what plain Go does to the last bit: each number goes through the
// same operations in the same order, none of them fused.
package vec
