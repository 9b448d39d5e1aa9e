//go:build figures

package apptest_test

// figures is whether tests take the figures that need minutes.
const figures = true
