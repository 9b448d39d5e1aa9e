package group

import "testing"

func wordingOf(vectors ...[]float32) wording {
	var w wording
	for _, v := range vectors {
		w = w.add(v)
	}
	return w
}

func TestWordingSpeaksForWhatItIsNearerTo(t *testing.T) {
	refund, parcel := []float32{1, 0}, []float32{0, 1}
	tenant := wordingOf(refund, refund, parcel, parcel)
	refunds := wordingOf(refund, refund)
	if own, other := refunds.speaksFor(refund, tenant), refunds.speaksFor(parcel, tenant); own <= 0 || other >= 0 {
		t.Errorf("own wording %v, another %v; want for and against", own, other)
	}
	if x := refunds.speaksFor(refund, tenant); x > wordingMost {
		t.Errorf("%v is beyond the bound of %v", x, wordingMost)
	}
	if x := tenant.speaksFor(refund, tenant); x != 0 {
		t.Errorf("sounding like everybody gives %v, want 0", x)
	}
}

func TestWordingOfFewKnowsLittle(t *testing.T) {
	v, tenant := []float32{0.3, 0.1}, wordingOf([]float32{0.2, 0.2}, []float32{0.3, 0.1}, []float32{0.1, 0.3})
	one, many := wordingOf(v), wordingOf(v, v, v, v, v, v)
	if a, b := one.speaksFor(v, tenant), many.speaksFor(v, tenant); a <= 0 || a >= b {
		t.Errorf("one member gives %v, six give %v; want more from six", a, b)
	}
}

func TestWordingIsSilentWithoutVectors(t *testing.T) {
	v := []float32{1, 0}
	w := wordingOf(v)
	for name, x := range map[string]float64{
		"no vector":             w.speaksFor(nil, w),
		"another model's":       w.speaksFor([]float32{1, 0, 0}, w),
		"cluster without words": wording{}.speaksFor(v, w),
		"tenant without words":  w.speaksFor(v, wording{}),
	} {
		if x != 0 {
			t.Errorf("%s: %v, want 0", name, x)
		}
	}
	if w.add([]float32{1, 0, 0}).n != 1 || w.add(nil).n != 1 {
		t.Error("vectors that cannot be compared were counted")
	}
}
