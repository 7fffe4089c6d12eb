/**
 * Go's {@code sync}, for goroutines, virtual threads and platform threads alike: {@link dev.spindle.sync.Mutex},
 * {@link dev.spindle.sync.RwMutex}, {@link dev.spindle.sync.WaitGroup}, {@link dev.spindle.sync.Semaphore},
 * {@link dev.spindle.sync.Cond}, {@link dev.spindle.sync.Once}, {@link dev.spindle.sync.OnceValue} and
 * {@link dev.spindle.sync.SingleFlight}.
 *
 * <p>Any thread may call anything. A goroutine that has to wait parks and leaves its processor to others, a platform
 * thread blocks. Nothing here belongs to a thread: one goroutine may lock what another unlocks. Arguments and results
 * are non-null unless marked {@link org.jspecify.annotations.Nullable}.
 *
 * <p><b>Method families.</b> A method that waits throws {@link java.lang.InterruptedException}; its form with a
 * {@link java.time.Duration} waits at most so long and answers false if that was not enough; its {@code try} form never
 * waits, and pays no attention to interrupts.
 *
 * <p><b>Interrupts.</b> A wait that is interrupted, on entry or while waiting, did nothing. If what it waited for was
 * given to it before it took notice of the interrupt, it returns as usual and the interrupt flag stays set. So nothing is
 * lost.
 *
 * <p><b>What is not here</b>, since goroutines can use the JDK's as they are: {@code sync.Map} is
 * {@link java.util.concurrent.ConcurrentHashMap}, {@code sync/atomic} is {@link java.util.concurrent.atomic}, and a
 * {@code sync.Pool} has no place beside the JVM's collectors. {@link java.util.concurrent.locks.ReentrantLock},
 * {@link java.util.concurrent.CountDownLatch} and their kin park goroutines as well; they are the better choice where a
 * lock has to be reentrant or belong to a thread.
 */
@NullMarked
package dev.spindle.sync;

import org.jspecify.annotations.NullMarked;
