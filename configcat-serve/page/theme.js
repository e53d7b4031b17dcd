/* Built of page-source by tests/page/build.mjs */
(()=>{try{let t=localStorage.getItem("theme");(t==="light"||t==="dark")&&(document.documentElement.dataset.theme=t)}catch{}})();
