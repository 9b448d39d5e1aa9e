package alert

// Outcome is what a policy says of one reading.
type Outcome struct {
	Criteria []Criterion `json:"criteria"`
	Crossed  bool        `json:"crossed"` // every criterion is met
	Counted  bool        `json:"counted"` // every criterion but agreement is met
	Near     bool        `json:"near"`    // at or above the near level
	Clear    bool        `json:"clear"`   // below the clear level
}

// Criterion is one threshold and how the reading stands to it.
type Criterion struct {
	Name string  `json:"name"` // the policy's field
	Have float64 `json:"have"`
	Need float64 `json:"need"`
	Met  bool    `json:"met"`
}
