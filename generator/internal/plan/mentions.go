package plan

import (
	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// mentions are the names of types that pages use, as they spell them, and the
// first place of each.
type mentions map[string]source.Pos

func (m mentions) add(full string, pos source.Pos) {
	if had, ok := m[full]; !ok || pos.Before(had) {
		m[full] = pos
	}
}

func (m mentions) addOperations(ops []*merge.Operation) {
	for _, op := range ops {
		m.add(op.Body.Type, op.Body.Pos)
		m.addProperties(op.Body.Properties)
		for i := range op.Responses {
			m.add(op.Responses[i].Type, op.Responses[i].Pos)
		}
	}
}

func (m mentions) addResource(r *model.Resource) {
	m.add(r.Name, r.Pos)
	m.addProperties(r.Properties)
	m.addProperties(r.Relationships)
}

func (m mentions) addProperties(list []model.Property) {
	for i := range list {
		m.add(list[i].Type, list[i].Pos)
	}
}
