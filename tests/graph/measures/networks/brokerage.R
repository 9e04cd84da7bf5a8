# What R's sna::brokerage says of the networks in networks.json: Rscript brokerage.R networks.json > values.json
# Needs the packages sna and jsonlite (Debian: r-cran-sna, r-cran-jsonlite).
suppressPackageStartupMessages({
  library(sna)
  library(jsonlite)
})

roles <- c(w_I = "coordinator", w_O = "itinerant", b_OI = "gatekeeper", b_IO = "representative", b_O = "liaison",
           t = "total")

named <- function(values) {
  names(values) <- roles[names(values)]
  as.list(values)
}

of_network <- function(network) {
  nodes <- names(network$groups)
  matrix <- matrix(0, length(nodes), length(nodes), dimnames = list(nodes, nodes))
  for (tie in network$ties) matrix[tie[[1]], tie[[2]]] <- 1
  found <- brokerage(matrix, unlist(network$groups))
  of_node <- function(node) {
    row <- match(node, nodes)
    list(count = named(found$raw.nli[row, ]), expected = named(found$exp.nli[row, ]), sd = named(found$sd.nli[row, ]),
         z = named(found$z.nli[row, ]))
  }
  list(
    nodes = setNames(lapply(nodes, of_node), nodes),
    whole = list(count = named(found$raw.gli), expected = named(found$exp.gli), sd = named(found$sd.gli),
                 z = named(found$z.gli))
  )
}

text <- function(value) toJSON(value, auto_unbox = TRUE, digits = NA, na = "null")  # NaN, where nothing can vary, is null

networks <- fromJSON(commandArgs(trailingOnly = TRUE)[1], simplifyVector = FALSE)
versions <- list(R = as.character(getRversion()), sna = as.character(packageVersion("sna")))
lines <- sapply(names(networks), function(name) paste0(text(name), ": ", text(of_network(networks[[name]]))))
cat("{\"made_by\": ", text(versions), ",\n\"networks\": {\n", paste(lines, collapse = ",\n"), "\n}}\n", sep = "")
