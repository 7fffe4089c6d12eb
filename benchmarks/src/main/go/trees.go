package main

import "time"

const (
	matrixSize = 128
	short      = 8
)

// skynet builds a tree of goroutines, ten children each, with n leaves that send their number up; reported for the whole tree.
func skynet(n int, report emit) {
	leaves := 1
	for leaves*10 <= n {
		leaves *= 10
	}
	result := make(chan int64)
	start := time.Now()
	go skynetNode(result, 0, int64(leaves))
	sum := <-result
	report("skynet", "ms", float64(time.Since(start).Nanoseconds())/1e6)
	if want := int64(leaves) * int64(leaves-1) / 2; sum != want {
		fail("skynet: sum is %d, expected %d", sum, want)
	}
}

func skynetNode(parent chan<- int64, number, size int64) {
	if size == 1 {
		parent <- number
		return
	}
	children := make(chan int64)
	for i := int64(0); i < 10; i++ {
		go skynetNode(children, number+i*(size/10), size/10)
	}
	var sum int64
	for i := 0; i < 10; i++ {
		sum += <-children
	}
	parent <- sum
}

// matmult multiplies two matrices of ones by halving; halves of rows or columns are computed by two goroutines.
func matmult(n int, report emit) {
	p := product{ones(), ones(), zeros()}
	start := time.Now()
	p.compute(block{0, matrixSize, 0, matrixSize, 0, matrixSize})
	report("matmult", "us", float64(time.Since(start).Nanoseconds())/1e3)
	for _, row := range p.result {
		for _, value := range row {
			if value != matrixSize {
				fail("matmult: %v in place of %v", value, matrixSize)
			}
		}
	}
}

type product struct{ left, right, result [][]float64 }

type block struct{ row, rowEnd, column, columnEnd, inner, innerEnd int }

func (p *product) compute(b block) {
	rows, columns, inners := b.rowEnd-b.row, b.columnEnd-b.column, b.innerEnd-b.inner
	first, second := b, b
	switch {
	case rows >= columns && rows >= inners && rows >= short:
		middle := b.row + rows/2
		first.rowEnd, second.row = middle, middle
		p.both(first, second)
	case columns >= inners && columns >= short:
		middle := b.column + columns/2
		first.columnEnd, second.column = middle, middle
		p.both(first, second)
	case inners >= short:
		middle := b.inner + inners/2
		first.innerEnd, second.inner = middle, middle
		p.compute(first)
		p.compute(second)
	default:
		p.multiply(b)
	}
}

func (p *product) both(first, second block) {
	done := make(chan struct{}, 1)
	go func() {
		p.compute(first)
		done <- struct{}{}
	}()
	p.compute(second)
	<-done
}

func (p *product) multiply(b block) {
	for i := b.row; i < b.rowEnd; i++ {
		for j := b.column; j < b.columnEnd; j++ {
			sum := 0.0
			for k := b.inner; k < b.innerEnd; k++ {
				sum += p.left[i][k] * p.right[k][j]
			}
			p.result[i][j] += sum
		}
	}
}

func zeros() [][]float64 {
	matrix := make([][]float64, matrixSize)
	for i := range matrix {
		matrix[i] = make([]float64, matrixSize)
	}
	return matrix
}

func ones() [][]float64 {
	matrix := zeros()
	for _, row := range matrix {
		for i := range row {
			row[i] = 1
		}
	}
	return matrix
}
