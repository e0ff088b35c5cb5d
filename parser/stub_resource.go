package parser

import (
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

func parseResource(*source.File, pageEnv) ([]*model.Resource, source.List) { return nil, nil }

func resolve(*model.API) source.List { return nil }
