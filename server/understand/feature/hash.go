package feature

// Key names a feature: the hash of what it says. Different features share a key about once
// in four billion pairs; the model's tables hold keys and no strings.
type Key uint32

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

var hashHidden = hashString(wordHidden)

// hashBytes is 64-bit FNV-1a.
func hashBytes(b []byte) uint64 {
	h := uint64(fnvOffset)
	for _, c := range b {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

func hashString(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// join hashes a sequence further; join(join(a, b), c) names the sequence a, b, c.
func join(h, next uint64) uint64 {
	h ^= next
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// key folds a hash to a Key.
func key(h uint64) Key {
	h *= 0xBF58476D1CE4E5B9
	return Key(h>>32) ^ Key(h)
}

// seed starts the hashes of one family of features, so that families never share keys on
// purpose.
func seed(family string) uint64 { return hashString(family) }
