;;; pressbib.el --- Add the paper behind a press release and cite it -*- lexical-binding: t; -*-

;; In init.el:  (load "/where/it/is/pressbib.el")
;;
;; M-x pressbib-add         add the page at point (else the address in the kill ring) and insert the citation
;; M-x pressbib-cite        choose a record of the library and insert its citation
;;
;; Citations are written as the mode wants them: \cite{key} in LaTeX, [cite:@key] in Org, [@key] elsewhere.

;;; Code:

(require 'json)
(require 'thingatpt)

(defgroup pressbib nil "The paper behind a press release." :group 'bib)

(defcustom pressbib-command "pressbib"
  "The program."
  :type 'string)

(defcustom pressbib-bibliography nil
  "A .bib file that is kept up to date after each addition, or nil."
  :type '(choice (const nil) file))

(defun pressbib--run (&rest arguments)
  "Run pressbib with ARGUMENTS; its exit code and its standard output."
  (let ((errors (make-temp-file "pressbib")))
    (unwind-protect
        (with-temp-buffer
          (let* ((coding-system-for-read 'utf-8)
                 (coding-system-for-write 'utf-8)
                 (code (apply #'call-process pressbib-command nil (list t errors) nil arguments))
                 (output (buffer-string)))
            (unless (memq code '(0 3 4))
              (error "Pressbib: %s"
                     (with-temp-buffer (insert-file-contents errors) (string-trim (buffer-string)))))
            (cons code output)))
      (delete-file errors))))

(defun pressbib--address ()
  "The address at point, else the one in the kill ring, or nil."
  (or (thing-at-point 'url t)
      (let ((killed (ignore-errors (current-kill 0 t))))
        (when (and killed (string-match-p "\\`[ \t\n]*https?://[^ \t\n]+[ \t\n]*\\'" killed))
          (string-trim (substring-no-properties killed))))))

(defun pressbib-citation (key)
  "The citation of KEY as the current mode writes it."
  (cond ((derived-mode-p 'tex-mode 'latex-mode 'TeX-mode) (format "\\cite{%s}" key))
        ((derived-mode-p 'org-mode) (format "[cite:@%s]" key))
        (t (format "[@%s]" key))))

;;;###autoload
(defun pressbib-add (address)
  "Add the paper that the press page at ADDRESS announces, and insert its citation."
  (interactive (list (read-string "Press page: " (pressbib--address))))
  (let* ((result (pressbib--run "add" "--json" "--quiet" address))
         (line (car (split-string (cdr result) "\n" t)))
         (told (and line (json-read-from-string line)))
         (key (alist-get 'citekey told)))
    (if (or (null key) (equal key ""))
        (user-error "Pressbib: no paper found (%s)" (or (alist-get 'status told) "not-found"))
      (when pressbib-bibliography
        (pressbib--run "export" "--quiet" "--update" (expand-file-name pressbib-bibliography)))
      (insert (pressbib-citation key))
      (message "pressbib: %s %s" (alist-get 'status told) key)
      key)))

;;;###autoload
(defun pressbib-cite ()
  "Choose a record of the library and insert its citation."
  (interactive)
  (let* ((lines (split-string
                 (cdr (pressbib--run "list" "--quiet" "--format" "{citekey}\t{authors} {year} {title}")) "\n" t))
         (chosen (completing-read "Cite: " (mapcar (lambda (line) (string-replace "\t" "  " line)) lines) nil t)))
    (insert (pressbib-citation (car (split-string chosen "  "))))))

(provide 'pressbib)
;;; pressbib.el ends here
