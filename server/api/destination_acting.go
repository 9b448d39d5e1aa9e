package api

import (
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route/action"
	"github.com/throughline-cx/throughline/server/store"
)

// takeActing takes over who may act from a destination, or says what is wrong with it.
func takeActing(to *draft, from *throughlinev1.Destination) error {
	a := action.Acting{Anybody: from.GetActing().GetAnybody()}
	for _, p := range from.GetActing().GetPeople() {
		a.People = append(a.People, action.Person{ID: p.GetId(), Role: action.Role(roleWord(p.GetRole()))})
	}
	if err := a.Validate(); err != nil {
		return invalidField("destination.acting.people", journey.ReasonMalformed, "%v", err)
	}
	to.Config.Acting = a
	return nil
}

// actingTo returns who may act as clients see it; nil for nobody.
func actingTo(a action.Acting) *throughlinev1.Acting {
	if !a.Anybody && len(a.People) == 0 {
		return nil
	}
	return &throughlinev1.Acting{Anybody: a.Anybody, People: convertAll(a.People, func(p action.Person) *throughlinev1.ActingPerson {
		return &throughlinev1.ActingPerson{Id: p.ID, Role: roleOf(store.Role(p.Role))}
	})}
}
