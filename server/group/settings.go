package group

import "github.com/throughline-cx/throughline/server/journey"

// Settings are what evidence is worth and where the lines are drawn. The program
// training/grouping chooses them from training/data alone; see docs/grouping.md.
type Settings struct {
	SideTrust  float64 // probability that the side a mention names is the side it is about
	SideChance float64 // probability that two breaks share a side by chance
	SidePrior  float64 // how many members a cluster's evidence for a side starts from
	ModeTrust  float64 // the same three for the failure mode
	ModeChance float64
	ModePrior  float64

	// The product of two mentions' vectors, each less the tenant's mean: its mean about one
	// break and about two, its standard deviation, and the parts of that which stay however many
	// mentions of a break, or breaks, are averaged.
	AlikeSame   float64
	AlikeOther  float64
	AlikeSpread float64
	AlikeMember float64
	AlikeBreak  float64
	WithinPrior float64 // how many members AlikeSame counts for in a cluster's own figure
	WordingMost float64 // most that wording says for or against one mention

	Join       float64 // log-odds from which a mention joins a cluster
	Sides      float64 // log-odds that its two sides must have together
	Objection  float64 // below which one side keeps it out, whatever the rest says
	Stay       float64 // log-odds below which a member is taken out again
	MoveMargin float64 // by how much another cluster must explain a member better before it moves
	Merge      float64 // log-odds from which two clusters become one
	Attach     float64 // the same for a handful beside many
	Split      float64 // log-odds below which the mentions of one failure mode leave a cluster

	Calibration Calibration // what the tenant's reviews taught; its Lines are in Join, Merge and Attach
}

// Default are the settings for the wording table that ships.
var Default = Settings{
	SideTrust: 0.8, SideChance: 1.0 / 6, SidePrior: 1,
	ModeTrust: 0.8, ModeChance: 1.0 / 7, ModePrior: 0.3,
	AlikeSame: 0.046, AlikeOther: -0.008, AlikeSpread: 0.106, AlikeMember: 0.053, AlikeBreak: 0.021,
	WithinPrior: 50, WordingMost: 2,
	Join: 2.5, Sides: -0.5, Objection: -1.5, Stay: -0.5, MoveMargin: 1, Merge: 3, Attach: 2, Split: 1,
	Calibration: AsRead,
}

const (
	// A handful is at most attachMost mentions beside a cluster attachTimes as big and of
	// attachTo or more: it is taken for the same break told otherwise.
	attachMost  = 4
	attachTo    = 8
	attachTimes = 4
	// splitLeast is how many mentions of one failure mode it takes to split them off.
	splitLeast = 5
)

// Kinds are the settings for mentions whose sides are kinds, where no journey map gives the
// touchpoints: fewer things to name, and more breaks at each.
var Kinds = Settings{
	SideTrust: 0.7, SideChance: 0.2, SidePrior: 1,
	ModeTrust: 0.9, ModeChance: 1.0 / 7, ModePrior: 0.15,
	AlikeSame: 0.046, AlikeOther: -0.008, AlikeSpread: 0.106, AlikeMember: 0.053, AlikeBreak: 0.021,
	WithinPrior: 50, WordingMost: 1.5,
	Join: 2.5, Sides: 0.6, Objection: -0.4, Stay: -0.5, MoveMargin: 0.7, Merge: 4, Attach: 2, Split: 1,
	Calibration: AsRead,
}

// Plain reports whether settings decide the plain cases as everybody would, whatever the words:
// two sure mentions of one seam and one failure mode are one break, also where one of them
// leaves a side out; two that differ in a side are not.
func Plain(t Settings) bool {
	sure := journey.Certain("a", 0.95)
	one := Evidence{}.add(sure, 1)
	side := t.side().odds(one, sure)
	wrong := t.side().odds(one, journey.Certain("b", 0.95))
	mode := t.mode().odds(one, sure)
	agree := Fit{From: side, To: side, Mode: mode}
	return agree.joins(&t) && Fit{From: side, Mode: mode}.joins(&t) && !Fit{From: side, To: wrong, Mode: mode}.joins(&t)
}
