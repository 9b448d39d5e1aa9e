package evaluate

// Agreement is how far two judges agree on the same items.
type Agreement struct {
	Items  int     // that both judged
	Agreed int     // on which they said the same
	Kappa  float64 // Cohen's kappa: agreement beyond chance, at most 1; 0 is no better than chance
	Known  bool    // whether Kappa means something: there are two items or more, and chance does not explain all
}

// Agree compares what two judges said, item by item.
//
// Kappa is (o - e) / (1 - e), with o the share of items on which they agree and e the share that
// they would agree on by chance, given how often each says what (Cohen, 1960).
func Agree(pairs [][2]string) Agreement {
	out := Agreement{Items: len(pairs)}
	first, second := map[string]int{}, map[string]int{}
	for _, p := range pairs {
		first[p[0]]++
		second[p[1]]++
		if p[0] == p[1] {
			out.Agreed++
		}
	}
	n := out.Items
	chance := 0 // times n squared
	for said, times := range first {
		chance += times * second[said]
	}
	if n < 2 || chance == n*n {
		return out
	}
	out.Known = true
	out.Kappa = float64(out.Agreed*n-chance) / float64(n*n-chance)
	return out
}
