/** RxJava schedulers on goroutines, and Flowable and its kin from and to channels. */
@NullMarked
package dev.spindle.rxjava;

import org.jspecify.annotations.NullMarked;
