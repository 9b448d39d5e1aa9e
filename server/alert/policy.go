package alert

// Policy is the thresholds that a tenant sets. A threshold of zero is not asked for. Days are
// UTC days; the window is the WindowDays days that end with the evaluated day.
type Policy struct {
	WindowDays         int     `yaml:"window_days" json:"window_days"`                   // 1 to 730
	MinCustomers       int     `yaml:"min_customers" json:"min_customers"`               // distinct customers, at least 1
	MinLocations       int     `yaml:"min_locations" json:"min_locations"`               // distinct locations
	MinDistinctDays    int     `yaml:"min_distinct_days" json:"min_distinct_days"`       // distinct UTC days
	MinDistinctWeeks   int     `yaml:"min_distinct_weeks" json:"min_distinct_weeks"`     // distinct ISO weeks
	MinConsistency     float64 `yaml:"min_consistency" json:"min_consistency"`           // agreement on the seam, 0 to 1
	MinExposure        int64   `yaml:"min_exposure" json:"min_exposure"`                 // annual value of affected accounts in one currency, whole units
	NearThresholdRatio float64 `yaml:"near_threshold_ratio" json:"near_threshold_ratio"` // of MinCustomers, 0 to 1: near from there on
	ClearRatio         float64 `yaml:"clear_ratio" json:"clear_ratio"`                   // of MinCustomers, 0 to 1: fading below it; NearThresholdRatio when left out
	RenewalDays        int     `yaml:"renewal_days" json:"renewal_days"`                 // renewals due so many days after the window are listed; 60 when left out
	RecordDays         int     `yaml:"record_days" json:"record_days"`                   // commercial records so many days around a complaint count; 14 when left out
}
