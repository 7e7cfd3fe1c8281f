;; Turns characters into bytes, see printable_bytes.js. In JavaScript this loop runs before the
;; browser has compiled it, and took a third of the widget's start.
;;
;; In the memory stand a table for each row (each of 128 bytes, from 0 on) and, from 1024 on, the
;; characters. The bytes are put over the characters that have been read.
(module
  (memory (export "memory") 4)
  (func (export "decode") (param $end i32) (result i32)
    (local $from i32) (local $to i32) (local $row i32) (local $character i32)
    (local.set $from (i32.const 1024))
    (local.set $to (i32.const 1024))
    (loop $next
      (if (i32.lt_u (local.get $from) (local.get $end))
        (then
          (local.set $character (i32.load8_u (local.get $from)))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (if (i32.eq (local.get $character) (i32.const 96)) ;; `
            (then
              (local.set $row (i32.const 128)))
            (else
              (if (i32.eq (local.get $character) (i32.const 124)) ;; |
                (then
                  (local.set $row (i32.const 256)))
                (else
                  (i32.store8 (local.get $to)
                    (i32.load8_u (i32.add (local.get $row) (local.get $character))))
                  (local.set $to (i32.add (local.get $to) (i32.const 1)))
                  (local.set $row (i32.const 0))))))
          (br $next))))
    (local.get $to)))
