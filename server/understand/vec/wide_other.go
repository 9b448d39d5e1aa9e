//go:build !amd64

package vec

func wideLanes(int) bool { return false }

func addBytes([]uint16, []uint8) {}

func activateWide([]float32, []uint16, []float32, int32) {}

func addWide([]float32, []float32) int { return 0 }

func addScaledWide([]float32, []float32, float32) int { return 0 }

func addTwoWide([]float32, []float32, []float32, float32, float32) int { return 0 }

func raiseWide([]float32, []float32) int { return 0 }

func dotWide(*[4]float32, []float32, []float32) int { return 0 }
