package build

import (
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/internal/cache"
)

// memo keeps printed files by their plans: printing and formatting is most of
// what generating costs.
type memo struct {
	store        *cache.Store
	program, pkg string
	services     *cache.Codec[ir.File]
	types        *cache.Codec[ir.TypeFile]
}

func newMemo(store *cache.Store, program, pkg string) (*memo, error) {
	m := &memo{store: store, program: program, pkg: pkg}
	var err error
	if m.services, err = cache.NewCodec[ir.File](); err == nil {
		m.types, err = cache.NewCodec[ir.TypeFile]()
	}
	return m, err
}

// print returns what printing gave before for the same plan.
func (m *memo) print(plan any, print func() ([]byte, error)) ([]byte, error) {
	var form []byte
	switch plan := plan.(type) {
	case *ir.File:
		form = m.services.Append(nil, plan)
	case *ir.TypeFile:
		form = m.types.Append(nil, plan)
	default:
		return print()
	}
	key := cache.KeyOf("print", m.program, m.pkg, string(form))
	if data, ok := m.store.Get(key); ok {
		return data, nil
	}
	data, err := print()
	if err == nil {
		m.store.Put(key, data)
	}
	return data, err
}
