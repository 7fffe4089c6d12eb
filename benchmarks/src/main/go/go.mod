module dev.spindle/benchmarks

go 1.19
