//go:build !figures

package apptest_test

// figures is whether tests take the figures that need minutes: see the build tag of that name.
const figures = false
